import type { Server as HttpServer } from 'node:http';
import type { Server } from 'node:net';

/** Listens on this machine only and answers the port, which is another one for 0. Throws with `name` when it is taken. */
export async function listen(
  server: Server,
  port: number,
  name: string,
  start: () => unknown = () => server.listen(port, '127.0.0.1'),
): Promise<number> {
  await new Promise<void>((done, failed) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      failed(
        taken
          ? new Error(`Port ${port} is taken: choose another with ${name} (0 for any free one)`, { cause: error })
          : error,
      );
    };
    server.once('error', refuse);
    server.once('listening', () => {
      server.off('error', refuse);
      done();
    });
    start();
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

/** Answers what was asked, and then closes. */
export async function close(server: HttpServer): Promise<void> {
  await new Promise<void>((done) => {
    server.close(() => done());
    server.closeIdleConnections();
  });
}
