import { addMoorline, emptyApp } from './build-app.ts';
import { configOf } from './config.ts';

const app = emptyApp();
const environment: unknown = app.node.tryGetContext('environment');
addMoorline(app, configOf(typeof environment === 'string' ? environment : 'production'));
