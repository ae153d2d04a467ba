/** How one language says each thing that holiday notices say: whole clauses, in lower case, `@` for an address, `#` for a number. */
export interface NoticeWords {
  /** Absence from an office, in the words of offices, which need no more than a date. */
  readonly absent: RegExp;
  /** Absence in anybody's words, which people use as well. */
  readonly away: RegExp;
  readonly back: RegExp;
  /** Thanks for whatever came, or that it came. */
  readonly received: RegExp;
  /** What becomes of mails until then. */
  readonly later: RegExp;
  /** Whom to ask instead, and in which case. */
  readonly instead: RegExp;
  readonly courtesy: RegExp;
}

const ENGLISH: NoticeWords = {
  absent:
    /^(?:(?:please note that )?(?:i am|i'm|i will be|i'll be|i shall be|we are|we're|we will be|(?:our|the) offices? (?:is|are|will be)) )?(?:currently |presently |now |still |all )?(?:out[- ]of[- ](?:the |my )?office|ooo|o\.o\.o\.|(?:away from|not in) the office|on (?:an? |my )?(?:annual|parental|maternity|paternity|sick|medical|study|extended|family) leave|closed)(?: (?!to\b).{0,60})?$/u,
  away: /^(?:(?:i am|i'm|i will be|i'll be|we are|we're) )?(?:currently |presently |now |still )?(?:away(?: from my (?:desk|mail|e-?mail))?|on (?:a |an? \p{L}+ |my )?(?:vacation|holidays?|leave|pto|business trip|trip)|travell?ing)(?: .{0,60})?$/u,
  back: /^(?:(?:i|we)(?: am|'m|'ll| will| shall| plan to| expect to)? ?)?(?:be |will (?:be )?)?(?:back|returning|return|available again|in the office again)(?: (?:on|in|at|to|by|from|after) .{1,40}| (?:\p{L}+day|tomorrow|next week)\b.{0,20})?$/u,
  received:
    /^(?:many )?(?:thanks|thank you)(?: very much| so much)? for (?:(?:your|the) (?:e-?mail|mail|message|note|letter|enquiry|inquiry|interest|correspondence|request)|(?:contacting|writing|e-?mailing|reaching out)(?: to)?(?: me| us)?)(?: to .{1,40})?$|^(?:i|we)(?: have|'ve)? received your (?:e-?mail|mail|message)$|^your (?:e-?mail|mail|message) (?:has been|was|is) received$/u,
  later:
    /^(?:(?:i|we)(?: will|'ll| shall| may| might| am| are)? )?(?:will )?(?:only |also |gladly |not |be )*(?:able to |have the opportunity to )?(?:reply(?:ing)?|respond(?:ing)?|answer(?:ing)?|get back|attend|deal(?:ing)? with|read(?:ing)?|check(?:ing)?|review(?:ing)?|contact(?:ing)?|monitor(?:ing)?)(?: (?:to|with|from) (?:you|your|my)| you| your| my| the)?(?: (?:e-?mails?|messages?|mailbox|inbox|enquiry|inquiry|requests?|voicemails?))?(?: (?:regularly|daily|occasionally|until then|then|personally|promptly|immediately|soon|shortly))?(?: ?as soon as (?:possible|i can)| ?at my earliest convenience| ?(?:as soon as|when|once|after|upon|on|until|by|during|while) (?:my|i am|i'm|i|we|we are|the)? ?(?:returns?|back|get back|come back|am back|absence|able|out|away|vacation|holiday|leave|\p{L}+day|\d)(?: (?:on|in|at|to|from) .{1,30})?)?$|^(?:(?:i|we) )?(?:will |shall |'ll )?(?:only )?(?:have|having|with)?(?: very| only)? ?(?:no|limited|little|intermittent|irregular|restricted|infrequent|sporadic) access to (?:my |our )?(?:e-?mails?|mail|messages|phone|voicemail|internet)(?: .{0,40})?$|^(?:your|all|any|incoming)(?: \p{L}+)? ?(?:e-?mails?|messages?|mails?) (?:will|is|are|may) (?:not |also )?(?:be |being )?(?:automatically )?(?:forwarded|read|answered|checked|processed|monitored|redirected|deleted)(?: .{0,40})?$|^(?:my |our )?(?:replies|responses?|repl(?:y|ies)) (?:may|might|will) be (?:delayed|slow\p{L}*|late)(?: .{0,30})?$/u,
  instead:
    /^(?:please )?(?:if|in case|in (?:very )?urgent|for|in my absence|in the meantime|in the interim|meanwhile|during (?:this|that|my)|should you|in an emergency|when urgent|urgent(?:ly)?|regarding|questions|(?=(?:contact|call|e-?mail|write to|reach|get in touch with) .*(?:@|colleague|team|office|reception|assistant)))(?=.{0,160}\b(?:contact|call|e-?mail|write|reach|get in touch|turn to|speak to|direct|refer|dial|visit)\b).{0,200}$|^.{1,80} (?:is|are|will be|can be) (?:handled|dealt with|covered|looked after|answered|processed|taken care of|reached|sent|directed) .{0,10}(?:by|at|to|via|on)\b.{1,80}$/u,
  courtesy:
    /^(?:hi|hello|dear|hey|greetings|good (?:day|morning|afternoon|evening))\b.{0,50}$|^(?:(?:i|we) )?(?:apologi[sz]e|apologies|sorry|i'm sorry|am sorry)(?: for .{1,60})?$|^(?:please )?excuse .{1,40}$|^(?:many )?(?:thanks|thank you)(?: again| very much| (?:(?:in advance )?for your (?:understanding|patience|cooperation)))?$|^have a .{1,30}$|^(?:(?:with )?(?:best|kind|kindest|warm|many) )?(?:regards|wishes|cheers|best|sincerely|yours \p{L}+)$|^this is an? (?:automat\p{L}+|auto-?) ?(?:generated )?(?:response|reply|message|e-?mail|notification)$|^(?:please )?(?:do not|don't) (?:reply|respond)(?: to this (?:e-?mail|message|mail))?$/u,
};

const GERMAN: NoticeWords = {
  absent:
    /^(?:vom .{1,40} |bis .{1,30} |ab .{1,30} |von .{1,40} )?(?:(?:leider|aktuell|derzeit|zurzeit|zur zeit|momentan) )?(?:ich bin|bin ich|wir sind|ich befinde mich|befinde ich mich|unser büro ist|ist unser büro|ich)?(?: .{0,50})? ?(?<![^ ])(?:nicht im (?:büro|haus|hause|dienst)|außer haus|abwesend|nicht am platz|geschlossen|in elternzeit|im mutterschutz)(?: .{0,40})?$/u,
  away: /^(?:vom .{1,40} |bis .{1,30} |ab .{1,30} |von .{1,40} )?(?:(?:leider|aktuell|derzeit|zurzeit|zur zeit|momentan) )?(?:ich bin|bin ich|wir sind|ich befinde mich|befinde ich mich)(?: .{0,40})? (?:im urlaub|in urlaub|in den ferien|auf (?:dienst|geschäfts)?reise|unterwegs|krank)(?: .{0,40})?$|^im urlaub(?: .{0,40})?$/u,
  back: /^(?:(?:ich|wir) (?:bin|sind|werde) )?(?:dann )?(?:ab|am|wieder|zurück)\b.{0,40}\b(?:wieder|zurück|erreichbar|da|im büro)(?: .{0,30})?$/u,
  received:
    /^(?:(?:vielen|herzlichen|besten) )?dank für (?:ihre|deine|eure|die|ihr|dein) (?:nachricht|e-?mail|mail|anfrage|schreiben|interesse|mitteilung)$|^(?:ihre|deine) (?:nachricht|e-?mail|mail|anfrage) (?:ist|wurde|haben wir|habe ich)(?: .{0,20})? ?(?:eingegangen|erhalten)$/u,
  later:
    /^(?:ihre?|deine?|eingehende|die|diese)(?: \p{L}+)? ?(?:e-?mails?|mails?|nachrichten?) (?:wird|werden)(?: .{0,50})? (?:weitergeleitet|gelesen|bearbeitet|beantwortet)$|^(?:ich|wir) (?:werde|werden|kann|können)(?: (?!mit ).{0,60})? (?:e-?mails?|mails?|nachrichten?|ihnen|dir|mich|uns)(?: (?!mit (?!ihnen|dir)).{0,50})? (?:antworten|beantworten|lesen|melden|bearbeiten|abrufen)$|^(?:(?:ich|wir) )?(?:habe|haben) .{0,30}zugriff auf (?:meine |unsere )?(?:e-?mails?|mails?|nachrichten)$|^(?:ich|wir) melden? (?:mich|uns)(?: (?!mit ).{0,50})?$|^nach meiner rückkehr (?:werde ich|melde ich mich|beantworte ich)(?: (?!mit (?!ihnen)).{0,60})?$/u,
  instead:
    /^(?:in|bei|für|falls|wenn|im|sollte|während|anfragen|fragen|bitte wenden)\b(?=.{0,160}(?:wenden|kontaktieren|wende dich|erreich|rufen sie|schreiben sie|zur verfügung|hilft ihnen|beantwortet|vertritt|vertreten|zuständig|übernimmt|kümmer)).{0,200}$|^meine vertretung .{1,100}$/u,
  courtesy:
    /^(?:sehr geehrte|liebe[rs]?|hallo|guten (?:tag|morgen)|grüß gott|moin)\b.{0,50}$|^(?:mit )?(?:freundlichen?|besten?|vielen?|herzlichen?|liebe|schöne) gr(?:ü|ue)(?:ß|ss)en?.{0,30}$|^(?:vielen |herzlichen )?dank(?: für (?:ihr|dein|euer) verständnis)?$|^danke(?: für .{0,30}verständnis)?$|^(?:ich|wir) bitten? .{0,20}(?:verständnis|geduld|entschuldig\p{L}+)$|^dies ist eine automat.{0,40}$/u,
};

const FRENCH: NoticeWords = {
  absent:
    /^(?:du .{1,40} |jusqu'.{1,30} )?(?:je suis|je serai|nous sommes|notre bureau (?:est|sera)|nos bureaux (?:sont|seront)|actuellement)(?: .{0,40})? ?(?<![^ ])(?:absente?s?|hors du bureau|fermés?|en congés? (?:maternité|parental|maladie|annuels?))(?: .{0,60})?$/u,
  away: /^(?:(?:je suis|je serai|nous sommes) )?(?:actuellement )?(?:(?:absente? )?en (?:congés?|vacances|déplacement|voyage))(?: .{0,60})?$/u,
  back: /^(?:(?:je|nous) (?:serai|suis|serons|reviens|reviendrai) ?)?(?:de retour|retour|à nouveau (?:disponible|joignable)|de nouveau (?:disponible|joignable)|joignable)?(?: ?(?:le|à partir|dès|au bureau|lundi|mardi|mercredi|jeudi|vendredi)\b.{0,40})$/u,
  received:
    /^(?:je vous remercie|merci)(?: beaucoup)? (?:pour|de) (?:votre|ton|vos|m'avoir|nous avoir)(?: (?:message|e-?mail|mail|courriel|demande|contactée?s?|écrit|intérêt))$|^(?:j'ai|nous avons) bien reçu (?:votre|ton) (?:message|e-?mail|mail|courriel|demande)$|^(?:votre|ton) (?:message|e-?mail|mail|courriel) (?:a (?:bien )?été reçu|est bien arrivé)$/u,
  later:
    /^(?:(?:dès|à|après) (?:mon|notre) retour )?(?:je|nous) (?:ne )?(?:vous |te )?(?:répondr\p{L}+|reviendr\p{L}+|recontacter\p{L}+|contacter\p{L}+|lirai|lirons|traiterai|traiterons)(?: (?!avec (?!vous)).{0,60})?$|^(?:je|nous) (?:n'ai|n'aurai|n'avons|n'aurons|ai|aurai)(?: .{0,20})? accès .{0,12}(?:mails?|e-?mails?|messages?|messagerie|courriels?)(?: .{0,30})?$|^je ne (?:consulte\p{L}*|pourrai)(?: .{0,30})?(?:mails?|e-?mails?|messages?|messagerie|courriels?|répondre)(?: .{0,30})?$|^(?:votre|vos|les) (?:messages?|mails?|e-?mails?|courriels?) (?:ne )?(?:sera|seront|est|sont)(?: .{0,50})?$/u,
  instead:
    /^(?:en cas|pour|si|dans l'intervalle|entre-temps|en mon absence|pendant|durant|toute|vous pouvez|veuillez contacter)\b(?=.{0,160}(?:contacte|appele|écri|adresse|joindre|joignez|envoye|tourne)).{0,200}$/u,
  courtesy:
    /^(?:bonjour|bonsoir|madame|monsieur|cher|chère|chers)\b.{0,50}$|^(?:(?:bien )?cordialement|bien à vous|sincères salutations|salutations|belle journée|bonne journée|meilleures salutations)$|^(?:je vous remercie|merci)(?: (?:beaucoup|d'avance|de votre compréhension|pour votre compréhension))?$|^ceci est (?:une réponse|un message) automatique$|^(?:veuillez )?m'excuser .{1,40}$/u,
};

const SPANISH: NoticeWords = {
  absent:
    /^(?:(?:estoy|estaré|me encuentro|estamos|nuestra oficina (?:está|estará)|actualmente)(?: .{0,40})? )?(?:fuera de (?:la |mi )?oficina|ausente|de baja|cerrad[ao]s?)(?: .{0,60})?$/u,
  away: /^(?:(?:estoy|estaré|me encuentro|estamos)(?: actualmente)? )?(?:de (?:vacaciones|viaje|permiso))(?: .{0,60})?$/u,
  back: /^(?:regres\p{L}+|volver[éá]\p{L}*|vuelvo|estaré de (?:vuelta|regreso)|me (?:re)?incorpor\p{L}+|de vuelta)(?: (?!con ).{0,40})?$/u,
  received:
    /^(?:muchas )?gracias por (?:(?:su|tu) (?:mensaje|correo|e-?mail|consulta|interés|comunicación)(?: electrónico)?|contactar\p{L}*|escribir\p{L}*|ponerse en contacto)(?: con(?:migo| nosotros))?$|^(?:he|hemos) recibido (?:su|tu) (?:mensaje|correo|e-?mail)(?: electrónico)?$/u,
  later:
    /^(?:(?:a|tras) mi (?:regreso|vuelta) )?(?:(?:le|les|te|os) )?(?:responder\p{L}*|contestar[éá]\p{L}*|atender[éá]\p{L}*|contactar[éá]\p{L}*|leer[éá]\p{L}*|revisar[éá]\p{L}*)(?: (?!co[mn] (?!usted)).{0,60})?$|^(?:no )?(?:tengo|tendré|podré|puedo)(?: .{0,30})? (?:correos?|mensajes?|e-?mails?)(?: .{0,40})?$|^(?:(?:su|sus|los) )?(?:mensajes?|correos?) (?:no )?(?:será|serán)(?: .{0,40})?$/u,
  instead:
    /^(?:en caso|para|si|ante|cualquier|durante|mientras tanto|en mi ausencia|por favor contact\p{L}+)\b(?=.{0,160}(?:contact|llam|escrib|dirij|dirig|comuni|póng|envi|atend)).{0,200}$/u,
  courtesy:
    /^(?:hola|buen[oa]s?|estimad[oa]s?|querid[oa]s?)\b.{0,50}$|^(?:un )?(?:cordial(?:es)? )?saludos?(?: cordial(?:es)?)?$|^atentamente$|^(?:muchas )?gracias(?: por su (?:comprensión|paciencia))?$|^est[ae] es una? (?:respuesta|mensaje) automátic[ao]$|^disculp\p{L}+ .{1,40}$/u,
};

const PORTUGUESE: NoticeWords = {
  absent:
    /^(?:(?:estou|estarei|encontro-me|estamos|o escritório (?:está|estará)|no momento)(?: .{0,40})? )?(?:fora do escritório|ausente|fechad[ao]|de licença(?: .{1,20})?)(?: .{0,60})?$/u,
  away: /^(?:(?:estou|estarei|encontro-me|estamos) )?(?:atualmente )?(?:de férias|em férias|em viagem|viajando)(?: .{0,60})?$/u,
  back: /^(?:regress\p{L}+|retorn\p{L}+|volto|voltarei|estarei de volta|de volta)(?: (?!com ).{0,40})?$/u,
  received:
    /^(?:muito )?obrigad[oa] (?:por|pelo|pela) (?:(?:o )?(?:seu|sua)? ?(?:mensagem|e-?mail|contato|contacto)|entrar em contato|escrever)$|^(?:recebi|recebemos) (?:o |a )?(?:seu|sua) (?:mensagem|e-?mail)$|^agradeç\p{L}+ (?:o |a |pelo )?(?:seu |sua )?(?:contato|contacto|mensagem|e-?mail)$/u,
  later:
    /^(?:responder\p{L}*|retornarei|entrarei em contat?to|lerei)(?: (?!co[mn] (?!você)).{0,60})?$|^sem acesso a.{0,20}e-?mails?(?: .{0,30})?$|^(?:não )?(?:tenho|terei|poderei)(?: .{0,30})? (?:e-?mails?|mensagens)(?: .{0,40})?$|^(?:a )?(?:sua|seu|os|as)(?: \p{L}+)? ?(?:mensagem|mensagens|e-?mails?) (?:não )?(?:será|serão)(?: .{0,40})?$/u,
  instead:
    /^(?:em caso|para|se|caso|qualquer|durante|enquanto isso|na minha ausência)\b(?=.{0,160}(?:contat|contact|lig|escrev|dirij|dirig|envi|procur)).{0,200}$/u,
  courtesy:
    /^(?:olá|oi|bom dia|boa (?:tarde|noite)|prezad[oa]s?|car[oa]s?)\b.{0,50}$|^(?:atenciosamente|cumprimentos|abraços?|(?:com os )?melhores cumprimentos)$|^(?:muito )?obrigad[oa](?: pela (?:compreensão|paciência))?$|^agradeço a compreensão$|^est[ae] é uma (?:resposta|mensagem) automática$/u,
};

const ITALIAN: NoticeWords = {
  absent:
    /^(?:(?:sono|sarò|siamo|l'ufficio (?:è|sarà)|al momento)(?: .{0,40})? )?(?:fuori (?:ufficio|sede)|assente|chius[oi])(?: .{0,60})?$/u,
  away: /^(?:(?:sono|sarò) )?(?:attualmente )?(?:in (?:ferie|vacanza|viaggio|trasferta))(?: .{0,60})?$/u,
  back: /^(?:rientr\p{L}+|torn\p{L}+|sarò di (?:nuovo|ritorno))(?: (?!con ).{0,40})?$/u,
  received:
    /^(?:la ringrazio|grazie)(?: mille)? per (?:il (?:suo |tuo )?|la sua |la tua |aver\p{L}* ?)(?:messaggio|e-?mail|mail|scritto|contattato)$/u,
  later:
    /^(?:(?:le|vi|ti) )?(?:risponder\p{L}*|contatterò|leggerò)(?: (?!con (?!lei)).{0,60})?$|^(?:al mio rientro|non potrò|avrò|non avrò)(?: .{0,60})? (?:mail|e-?mail|messaggi\p{L}*|risponder\p{L}+|posta)(?: .{0,40})?$/u,
  instead:
    /^(?:in caso|per|se|durante|nel frattempo|in mia assenza)\b(?=.{0,160}(?:contatt|chiam|scriv|rivolg|invia)).{0,200}$/u,
  courtesy:
    /^(?:buongiorno|buonasera|salve|ciao|gentile|caro|cara)\b.{0,50}$|^(?:cordiali|distinti) saluti$|^saluti$|^grazie(?: per la (?:comprensione|pazienza))?$|^questa è una risposta automatica$/u,
};

const DUTCH: NoticeWords = {
  absent:
    /^(?:(?:ik ben|ik zal|wij zijn|ons kantoor is|momenteel|van .{1,40})(?: .{0,40})? )?(?:afwezig|niet (?:op kantoor|aanwezig|bereikbaar)|gesloten)(?: .{0,60})?$/u,
  away: /^(?:ik ben )(?:.{0,30} )?(?:(?:met|op) vakantie|op reis|met verlof)(?: .{0,60})?$/u,
  back: /^(?:(?:ik ben|vanaf|op) )(?:.{0,40} )?(?:terug|weer (?:aanwezig|bereikbaar|op kantoor))(?: .{0,30})?$/u,
  received: /^(?:hartelijk )?(?:dank|bedankt) voor (?:uw|je|jouw) (?:bericht|e-?mail|mail|vraag)$/u,
  later:
    /^(?:uw|je) (?:bericht|e-?mail|mail) wordt(?: .{0,50})?$|^(?:ik|wij) (?:zal|zullen|beantwoord|reageer|neem|lees)(?: (?!met (?!u )).{0,60})?$|^(?:ik )?heb .{0,20}toegang tot (?:mijn )?e-?mail$/u,
  instead:
    /^(?:bij|voor|in|als|indien|mocht|tijdens)\b(?=.{0,160}(?:contact|bel|mail|schrijf|bereik|wend|richt)).{0,200}$/u,
  courtesy:
    /^(?:beste|geachte|hallo|hoi|dag|goedendag)\b.{0,50}$|^(?:met )?(?:vriendelijke groet(?:en)?|hartelijke groet(?:en)?|groet(?:en)?)$|^(?:bedankt|dank u|dank je)(?: voor uw begrip)?$|^dit is een automatisch.{0,30}$/u,
};

/** Those of languages in Latin letters that the words of several parts are joined in. */
export const WESTERN: readonly NoticeWords[] = [ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE, ITALIAN, DUTCH];
