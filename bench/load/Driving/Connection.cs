using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Banyan.Load.Driving;

/// <summary>One keep-alive connection over a bare socket, so that the load costs little beside what it measures.</summary>
internal sealed class Connection(int port, int bufferBytes = Connection.DefaultBuffer) : IDisposable
{
    private const int DefaultBuffer = 64 * 1024;
    private readonly byte[] _buffer = new byte[bufferBytes];
    private Socket? _socket;

    /// <summary>Sends an ask and reads its answer to the end.</summary>
    public async ValueTask<Reply> AskAsync(ReadOnlyMemory<byte> ask, CancellationToken cancellationToken)
    {
        await SendAsync(ask, cancellationToken);
        return await ReadAsync(Stopwatch.GetTimestamp(), cancellationToken);
    }

    /// <summary>Sends an ask and waits for the first chunk only; the rest is left to come.</summary>
    public async ValueTask<bool> OpenAsync(ReadOnlyMemory<byte> ask, CancellationToken cancellationToken)
    {
        await SendAsync(ask, cancellationToken);
        var length = 0;
        while (_buffer.AsSpan(0, length).IndexOf("data:"u8) < 0)
        {
            var read = await _socket!.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return false;
            }

            length += read;
        }

        return _buffer.AsSpan().StartsWith("HTTP/1.1 200"u8);
    }

    public void Dispose() => _socket?.Dispose();

    private async ValueTask SendAsync(ReadOnlyMemory<byte> ask, CancellationToken cancellationToken)
    {
        if (_socket is null)
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await _socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellationToken);
        }

        for (var sent = 0; sent < ask.Length;)
        {
            sent += await _socket.SendAsync(ask[sent..], cancellationToken);
        }
    }

    private async ValueTask<Reply> ReadAsync(long started, CancellationToken cancellationToken)
    {
        var (length, bodyAt, reads) = (0, -1, 0);
        var (first, last, gap) = (0L, 0L, 0L);
        while (length < _buffer.Length)
        {
            var read = await _socket!.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            var now = Stopwatch.GetTimestamp();
            if (read == 0)
            {
                break;
            }

            length += read;
            bodyAt = bodyAt >= 0 ? bodyAt : BodyAt(length);
            if (bodyAt < 0 || length == bodyAt)
            {
                continue;
            }

            reads++;
            gap = last == 0 ? 0 : Math.Max(gap, now - last);
            last = now;
            first = first == 0 ? now - started : first;
            if (IsWhole(bodyAt, length))
            {
                return new Reply(_buffer.AsSpan().StartsWith("HTTP/1.1 200"u8), now - started, first, gap, reads, IsRefused(_buffer.AsSpan(0, bodyAt)));
            }
        }

        // Cut, or larger than anything the mock upstream sends: the next ask begins on a new connection.
        _socket!.Dispose();
        _socket = null;
        return default;
    }

    private static bool IsRefused(ReadOnlySpan<byte> head) =>
        (head.StartsWith("HTTP/1.1 503"u8) || head.StartsWith("HTTP/1.1 429"u8)) && head.IndexOf("Retry-After: "u8) >= 0;

    private int BodyAt(int length)
    {
        var end = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        return end < 0 ? -1 : end + 4;
    }

    private bool IsWhole(int bodyAt, int length)
    {
        var head = _buffer.AsSpan(0, bodyAt);
        var at = head.IndexOf("ontent-"u8);
        while (at >= 0)
        {
            var name = head[at..];
            if (name[7..].StartsWith("Length: "u8) || name[7..].StartsWith("length: "u8))
            {
                return Utf8Parser.TryParse(name[15..], out int bytes, out _) && length - bodyAt >= bytes;
            }

            var next = head[(at + 1)..].IndexOf("ontent-"u8);
            at = next < 0 ? -1 : at + 1 + next;
        }

        return _buffer.AsSpan(bodyAt, length - bodyAt).EndsWith("\r\n0\r\n\r\n"u8);
    }
}
