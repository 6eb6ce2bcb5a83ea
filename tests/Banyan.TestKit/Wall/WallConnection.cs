using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Banyan.TestKit.Wall;

/// <summary>One connection to the wall: reads requests, plays scripts, notices the client's leaving.</summary>
internal sealed class WallConnection(Socket socket, Func<WallRequest, WallScript> respond) : IDisposable
{
    private readonly List<byte> _unread = [];

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        socket.NoDelay = true;
        while (await ReadRequestAsync(cancellationToken) is { } request)
        {
            var script = respond(request);
            using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var gone = WatchAsync(request, watching.Token);
            var stays = await PlayAsync(script, request, cancellationToken);
            await watching.CancelAsync();
            await gone;
            if (!stays || request.ClientGone.IsCompleted)
            {
                return;
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private async Task<bool> PlayAsync(WallScript script, WallRequest request, CancellationToken cancellationToken)
    {
        foreach (var move in script.Moves)
        {
            switch (move.Kind)
            {
                case WallMoveKind.Send:
                    await SendAsync(move.Bytes, request, cancellationToken);
                    break;
                case WallMoveKind.Wait:
                    await Task.WhenAny(move.Signal!, request.ClientGone).WaitAsync(cancellationToken);
                    break;
                case WallMoveKind.Silence:
                    await request.ClientGone.WaitAsync(cancellationToken);
                    return false;
                case WallMoveKind.Close:
                    socket.Shutdown(SocketShutdown.Both);
                    return false;
                default:
                    socket.LingerState = new LingerOption(enable: true, seconds: 0);
                    socket.Close();
                    return false;
            }
        }

        return true;
    }

    private async Task SendAsync(byte[] bytes, WallRequest request, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> left = bytes;
        while (!left.IsEmpty)
        {
            var sent = await socket.SendAsync(left, cancellationToken);
            request.Sent(sent);
            left = left[sent..];
        }
    }

    /// <summary>Reads beside the script, so that the client's leaving is seen at once; bytes of a next request are kept.</summary>
    private async Task WatchAsync(WallRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer, cancellationToken);
                if (read == 0)
                {
                    request.Gone();
                    return;
                }

                _unread.AddRange(buffer.AsSpan(0, read));
            }
        }
        catch (OperationCanceledException)
        {
            // The script is played; the next request is read by the loop.
        }
        catch (Exception broken) when (broken is SocketException or ObjectDisposedException)
        {
            request.Gone();
        }
    }

    private async Task<WallRequest?> ReadRequestAsync(CancellationToken cancellationToken)
    {
        int end;
        while ((end = IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await FillAsync(cancellationToken))
            {
                return null;
            }
        }

        var lines = Encoding.ASCII.GetString(Take(end + 4)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var start = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Select(pair => KeyValuePair.Create(pair[0].Trim(), pair[1].Trim())).ToList();
        var length = headers.FirstOrDefault(header => header.Key.Equals("content-length", StringComparison.OrdinalIgnoreCase)).Value;
        var body = length is null
            ? await ReadChunkedAsync(headers, cancellationToken)
            : await TakeAsync(int.Parse(length, CultureInfo.InvariantCulture), cancellationToken);
        return new WallRequest(start[0], start[1], headers, body);
    }

    private async Task<byte[]> ReadChunkedAsync(List<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        var body = new List<byte>();
        if (!headers.Exists(header => header.Key.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase)))
        {
            return [];
        }

        while (true)
        {
            int end;
            while ((end = IndexOf("\r\n"u8)) < 0)
            {
                await FillAsync(cancellationToken);
            }

            var size = int.Parse(Encoding.ASCII.GetString(Take(end + 2)).TrimEnd(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.AddRange(await TakeAsync(size, cancellationToken));
            await TakeAsync(2, cancellationToken);
            if (size == 0)
            {
                return [.. body];
            }
        }
    }

    private async Task<byte[]> TakeAsync(int count, CancellationToken cancellationToken)
    {
        while (_unread.Count < count && await FillAsync(cancellationToken))
        {
        }

        return Take(Math.Min(count, _unread.Count));
    }

    private byte[] Take(int count)
    {
        var taken = _unread.GetRange(0, count).ToArray();
        _unread.RemoveRange(0, count);
        return taken;
    }

    private int IndexOf(ReadOnlySpan<byte> mark) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_unread).IndexOf(mark);

    private async Task<bool> FillAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        var read = await socket.ReceiveAsync(buffer, cancellationToken);
        _unread.AddRange(buffer.AsSpan(0, read));
        return read > 0;
    }
}
