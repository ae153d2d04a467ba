import { chance } from '../../faults/chance.ts';
import { type Service, type Weather, weather } from '../../faults/world/weather.ts';

/**
 * Milliseconds that a request takes within a region, there and back. AWS promises none of them; they are what it and
 * others publish of small requests: a single-digit number for DynamoDB, 100 to 200 for S3 at the longest.
 */
export const LATENCY: Readonly<Record<Service, readonly [there: number, back: number]>> = {
  dynamodb: [4, 3],
  s3: [40, 20],
  sqs: [8, 4],
  ses: [80, 40],
  secrets: [20, 10],
  // Over the internet, with a new connection each time.
  webhooks: [150, 100],
};

/** Nothing goes wrong, and every request takes as long as the last one. */
export function calmWeather(start: number): Weather {
  const calm = weather(chance('calm'), start);
  calm.calm();
  return { ...calm, delay: (service) => LATENCY[service] };
}
