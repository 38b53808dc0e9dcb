// npm `ws` as a peer of the fan-out figures: "SUB" subscribes, any other text goes to all subscribers, as its examples
// have it. node ws_peer.mjs PORT FOLDER, whose node_modules has ws.
import { createRequire } from 'node:module';

const [, , port, folder] = process.argv;
const { WebSocketServer } = createRequire(`${folder}/`)('ws');
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: Number(port),
  perMessageDeflate: false,
});
const subscribers = new Set();

server.on('connection', (socket) => {
  socket.on('close', () => subscribers.delete(socket));
  socket.on('message', (data) => {
    if (data.length === 3 && data.toString() === 'SUB') {
      subscribers.add(socket);
      return;
    }
    for (const each of subscribers) each.send(data, { binary: false });
  });
});
