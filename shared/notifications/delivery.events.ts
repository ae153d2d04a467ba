/** A mail was decided on and waits to be sent; the subject is the delivery's id. */
export const DELIVERY_QUEUED = 'delivery.queued.v1';
