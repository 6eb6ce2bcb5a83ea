using System.Buffers;
using System.Net.WebSockets;

namespace Banyan.GraphQL.Transport.Sockets;

/// <summary>What a socket gave.</summary>
/// <param name="Message">Null when it was none, or the socket closed.</param>
/// <param name="Refused">Why the socket is to be closed; null when the client closed it, or there is a message.</param>
internal readonly record struct SocketRead(SocketMessage? Message, CloseCode? Refused);

/// <summary>Reads messages of bounded size. While nothing comes it holds no buffer.</summary>
internal sealed class SocketReader(WebSocket socket, int maxBytes)
{
    private const int FirstSize = 4_096;

    public async Task<SocketRead> ReadAsync(CancellationToken cancellationToken)
    {
        // Waits without a buffer: thousands of silent sockets shall not hold one each.
        var first = await socket.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
        if (first.MessageType == WebSocketMessageType.Close)
        {
            return default;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
        try
        {
            var length = 0;
            while (true)
            {
                var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += part.Count;
                if (part.MessageType != WebSocketMessageType.Text)
                {
                    return part.MessageType == WebSocketMessageType.Close ? default : new SocketRead(null, CloseCode.BadMessage);
                }

                if (length > maxBytes)
                {
                    return new SocketRead(null, CloseCode.TooLarge);
                }

                if (part.EndOfMessage)
                {
                    return SocketMessage.Read(buffer.AsSpan(0, length)) is { } message ? new SocketRead(message, null) : new SocketRead(null, CloseCode.BadMessage);
                }

                if (length == buffer.Length)
                {
                    buffer = Larger(buffer);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] Larger(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
