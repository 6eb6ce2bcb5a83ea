using System.Globalization;
using System.Text;

namespace Banyan.Storage.Redis;

/// <summary>Reads replies of RESP, the second version, from a stream.</summary>
/// <remarks>Source: the Redis serialization protocol specification. Lengths and nesting are bounded: a server that talks nonsense costs a connection, not the process.</remarks>
internal sealed class RespReader(Stream stream)
{
    private const int MostBytes = 16 * 1024 * 1024, MostItems = 65_536, MostDepth = 8, BufferBytes = 16 * 1024;

    private readonly byte[] _buffer = new byte[BufferBytes];
    private int _at;
    private int _end;

    /// <summary>Reads the next reply.</summary>
    /// <exception cref="IOException">The stream ended, or holds something else.</exception>
    public ValueTask<RedisReply> ReadAsync(CancellationToken cancellationToken) => ReadAsync(0, cancellationToken);

    private async ValueTask<RedisReply> ReadAsync(int depth, CancellationToken cancellationToken)
    {
        var line = await LineAsync(cancellationToken);
        if (line.Length == 0 || depth > MostDepth)
        {
            throw Nonsense();
        }

        var rest = line[1..];
        switch (line[0])
        {
            case '+' or ':':
                return new RedisReply(rest);
            case '-':
                return new RedisReply(rest, IsError: true);
            case '$':
                var length = Number(rest, MostBytes);
                return length < 0 ? RedisReply.Nil : new RedisReply(await BytesAsync(length, cancellationToken));
            case '*':
                var count = Number(rest, MostItems);
                if (count < 0)
                {
                    return RedisReply.Nil;
                }

                var items = new RedisReply[count];
                for (var i = 0; i < count; i++)
                {
                    items[i] = await ReadAsync(depth + 1, cancellationToken);
                }

                return new RedisReply(null, items);
            default:
                throw Nonsense();
        }
    }

    private async ValueTask<string> BytesAsync(int length, CancellationToken cancellationToken)
    {
        var bytes = new byte[length + 2];
        for (var filled = 0; filled < bytes.Length;)
        {
            await FillAsync(cancellationToken);
            var taken = Math.Min(_end - _at, bytes.Length - filled);
            _buffer.AsSpan(_at, taken).CopyTo(bytes.AsSpan(filled));
            (_at, filled) = (_at + taken, filled + taken);
        }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private async ValueTask<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (line.Length < BufferBytes)
        {
            await FillAsync(cancellationToken);
            var found = _buffer.AsSpan(_at, _end - _at).IndexOf((byte)'\n');
            var taken = found < 0 ? _end - _at : found + 1;
            line.Append(Encoding.UTF8.GetString(_buffer, _at, taken));
            _at += taken;
            if (found >= 0)
            {
                return line.ToString().TrimEnd('\r', '\n');
            }
        }

        throw Nonsense();
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_at < _end)
        {
            return;
        }

        (_at, _end) = (0, await stream.ReadAsync(_buffer, cancellationToken));
        if (_end == 0)
        {
            throw new IOException("Redis closed the connection.");
        }
    }

    private static int Number(string text, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number <= most ? number : throw Nonsense();

    private static IOException Nonsense() => new("Redis answered something that is no reply.");
}
