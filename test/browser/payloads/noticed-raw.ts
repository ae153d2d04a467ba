/**
 * Attacks that must be noticed when nothing makes them safe, each by another of the ways in which something is noticed:
 * else all the others would pass for want of eyes.
 */
export const NOTICED_RAW: readonly string[] = [
  '<img src=x:x onerror="alert(1)">',
  '<svg onload=alert(1)></svg>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<details open ontoggle=alert(1)>x</details>',
  '<a href="javascript:alert(1)">x</a>',
  '<img src="https://evil.test/a.png">',
  '<video poster="https://evil.test/a.png"></video>',
  '<link rel=stylesheet href=https://evil.test/x.css>',
  '<style>@import "https://evil.test/x.css";</style>',
  '<p style="background:url(https://evil.test/a.png)">x</p>',
  '<object data=https://evil.test/x></object>',
  '<iframe src=https://evil.test/></iframe>',
  '<form action=https://evil.test/><button>x</button></form>',
  '<button form=f formaction="javascript:alert(1)">x</button><form id=f></form>',
  '<b onclick=alert(1)>x</b>',
  '<b onmouseover=alert(1)>x</b>',
  '<input autofocus onfocus=alert(1)>',
  '<svg><a href="javascript:alert(1)"><text>x</text></a></svg>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<svg><style><img src=x onerror=alert(1)></style></svg>',
];
