import { type Instant, toIso } from '../kernel/clock.ts';
import type { AuditWire, DeliveryWire } from '../tickets/ticket-wire.ts';
import type { Delivery } from './delivery.ts';

/** What became of a mail, the last thing that is known of it, and since when. */
type Standing = readonly [state: DeliveryWire['state'], at: Instant];

/** An audit with what was sent because of it; as it is where that could not be read. */
export function withDeliveries(audit: AuditWire, deliveries: readonly Delivery[] | undefined): AuditWire {
  return deliveries === undefined ? audit : { ...audit, deliveries: deliveries.map(deliveryView) };
}

/** A delivery as agents see it. Whoever reported a mail as spam got it; what came back once did not arrive before. */
function deliveryView(delivery: Delivery): DeliveryWire {
  const { id, recipient_id, address, template, error } = delivery;
  const [state, at] = standingOf(delivery);
  return { id, recipient_id, address, kind: template, state, at: toIso(at), error: state === 'failed' ? error : null };
}

function standingOf(delivery: Delivery): Standing {
  const { complained_at, bounced_at, delivered_at, delayed_at, created_at, closed_at = created_at } = delivery;
  if (complained_at !== undefined) return ['complained', complained_at];
  if (bounced_at !== undefined) return ['bounced', bounced_at];
  if (delivered_at !== undefined) return ['delivered', delivered_at];
  if (delayed_at !== undefined) return ['delayed', delayed_at];
  if (delivery.state === 'sent' || delivery.state === 'failed') return [delivery.state, closed_at];
  return ['queued', created_at];
}
