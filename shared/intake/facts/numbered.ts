import { type Finding, findings, type Source, type Taken } from './fact.ts';

/** What may stand between a label and its number. */
const LINK = '(?:\\s*(?:is|are|was|ko(?: po)?|po|lautet|es|的?是|为|号码?|编号|[:：=#,，、（(\\[【"“「\'-]))*\\s*';
const UID_LABEL =
  '(?:u\\s?i\\s?d|user\\s?(?:id|number|no\\.?)|(?:account|acct?|member|customer|client|profile)\\s?(?:id|uid|number|no\\.?|#)|(?:用户|账户|账号|会员|客户|平台)\\s?(?:id|编号|号码?|uid)|我的\\s?(?:id|号)|(?<!机|话|订单|单)号码(?=是)|my\\s?id)';
const UIDS = new RegExp(`(?<![a-z])${UID_LABEL}${LINK}(?<value>[a-z]{0,3}\\d{5,14})(?![\\da-z])`, 'gd');
/** Somebody's account with its number, without a word for what the number is. */
const ACCOUNTS =
  /(?:(?<![a-z])(?:account|acct)|账户|账号|(?:这个?|我的?|本|新|旧|老|大|小|主)号|(?<![a-z])id)(?:\s*(?:is|是|为|[:：#=(（【]))?\s*(?<value>(?!1[3-9]\d{9}(?!\d))\d{6,12})(?![\d.,:/-]*\d|[a-z%年月个u万])/dg;
/** What stands before the number of an account. */
const A_UID = new RegExp(`(?<![a-z])${UID_LABEL}${LINK}$`);
const ORDER_LABEL =
  '(?:(?:限价|市价|止损|止盈|条件|委托|p2p|c2c|otc)?(?:买|卖)?单(?=\\s?[:：]?\\s?\\d{8})|订单(?:\\s?(?:编号|号码|号|id|单号|no\\.?))?|委托(?:单)?(?:编号|号|id)|(?<![a-z])(?:单号|成交(?:编号|id)|交易单号)|(?:order|trade|p2p order|c2c order)(?:\\s?(?:id|number|no\\.?|num|nr\\.?|ref(?:erence)?|#))?)';
const ORDERS = new RegExp(
  `(?<![a-z])${ORDER_LABEL}${LINK}(?<value>(?!\\d{4}-\\d{1,2}-\\d{1,2}(?!\\d))(?!\\d{1,2}:\\d\\d)(?:\\d{3,5}(?: \\d{3,5}){2,}|[a-z0-9][a-z0-9_]*(?:-[a-z0-9_]+)*))(?![a-z0-9])`,
  'gd',
);

/** What else is done by order and has a number of its own; more than digits, so that no sum is taken for one. */
const OTHER_ORDERS =
  /(?:(?<![a-z])(?:subscription|redemption|withdrawal|deposit|transfer|payment|transaction|purchase|conversion|convert|strategy|bot|grid|position|loan|staking|copy|ad|invoice|reference|ref)\s?(?:id|number|no\.?|num|nr\.?|ref(?:erence)?|code|#)|(?:跟单|带单|申购|赎回|提现|提币|充值|充币|转账|划转|交易|策略|网格|仓位|持仓|兑换|闪兑|理财|质押|借款|借贷|贷款|申请|流水|业务|支付|付款|消费|退款|投资|定投)(?:编号|号码|单号|号|id))(?:\s*(?:is|are|was|是|为|[:：=#,，、（(【"“「'-]))*\s*(?<value>(?=[a-z0-9_/-]*\d{4})(?!\d{4}-\d{1,2}-\d{1,2}(?!\d))(?:(?=\d*[a-z_-])|(?=\d{8}))[a-z0-9][a-z0-9_]*(?:[-/][a-z0-9_]+)*)(?![a-z0-9])/dg;

/** "Two orders, 1450882 and 1450883": the number stands further off. */
const FAR_FROM_ORDER =
  /(?:(?<![a-z])(?:orders?|trades?|fills?)(?![a-z])|订单|委托|成交)[^.。!?！？\n]{1,28}?(?<![\da-z.,:/_#+-])(?<value>\d{7,20})(?![\d.,:/-]*\d|\s?[a-z%$€]*[%％]|[a-z年月日个枚])/dg;

/** Numbers of accounts, where a word says that they are. */
export function findUids({ folded }: Source, taken: Taken): readonly Finding[] {
  const sure = keep(findings(folded, UIDS), taken);
  return sure.length > 0 ? sure : keep(findings(folded, ACCOUNTS), taken);
}

/** Numbers of orders, where a word says that they are. */
export function findOrderIds({ folded }: Source, taken: Taken): readonly Finding[] {
  const sure = keep(
    findings(folded, ORDERS).filter(({ start, end }) => {
      const id = folded.slice(start, end);
      const digits = id.replace(/\D/g, '').length;
      // "order 3 ETH" and "the order failed" name no order.
      return digits >= 5 || (digits >= 4 && /[a-z]/.test(id));
    }),
    taken,
  );
  if (sure.length > 0) return sure;
  const other = keep(findings(folded, OTHER_ORDERS), taken);
  return other.length > 0
    ? other
    : keep(
        findings(folded, FAR_FROM_ORDER).filter(({ start }) => !A_UID.test(folded.slice(0, start))),
        taken,
      );
}

function keep(found: readonly Finding[], taken: Taken): readonly Finding[] {
  return found.flatMap(({ start, end }) => {
    if (!taken.isFree(start, end)) return [];
    taken.take({ start, end });
    return [{ start, end }];
  });
}
