import { safeHtml, textOfHtml } from '/work/main/shared/tickets/comment-html.ts';
for (const [n, s] of Object.entries({lt:'<'.repeat(262144), open:'<b>'.repeat(87000), a:'<a href="'.repeat(29000), q:'<a "'.repeat(65000), script:'<script>'.repeat(32000), cmt:'<!--'.repeat(65000), attr:'<a '+'x '.repeat(130000)+'>', sp:'<a'+' '.repeat(262000)+'>', closeb:'<b>'.repeat(40000)+'</i>'.repeat(40000), ws:'\u00a0'.repeat(260000), nl: ('\n\u00a0').repeat(130000), amp:'&#'.repeat(130000)})) {
  let t = performance.now(); safeHtml(s,'customer'); const a = performance.now()-t; t=performance.now(); textOfHtml(s); console.log(n, a.toFixed(0), (performance.now()-t).toFixed(0));
}
