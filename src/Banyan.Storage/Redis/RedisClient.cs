using System.Security.Cryptography;
using System.Text;
using Banyan.Gateway.Spine;

namespace Banyan.Storage.Redis;

/// <summary>A Redis, over one connection that is made when it is needed and made again when it broke. Thread-safe.</summary>
internal sealed class RedisClient(RedisAddress address, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task<RedisConnection>? _opening;
    private RedisConnection? _open;

    /// <summary>Runs a script, which is sent in full where the server does not know it yet.</summary>
    /// <exception cref="StoreAwayException">It can't be reached, or refuses.</exception>
    public async Task<RedisReply> RunAsync(RedisScript script, IReadOnlyList<string> keys, IReadOnlyList<string> values)
    {
        var connection = await ConnectAsync();
        string[] words = ["EVALSHA", script.Hash, keys.Count.ToString(System.Globalization.CultureInfo.InvariantCulture), .. keys, .. values];
        var reply = await connection.AskAsync(words);
        if (reply is { IsError: true, Text: { } error } && error.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            (words[0], words[1]) = ("EVAL", script.Text);
            reply = await connection.AskAsync(words);
        }

        return reply.IsError ? throw new StoreAwayException("Redis refused a script: " + reply.Text) : reply;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_open is { } open)
        {
            await open.DisposeAsync();
        }
    }

    private ValueTask<RedisConnection> ConnectAsync()
    {
        lock (_gate)
        {
            if (_open is { IsOpen: true } open)
            {
                return new(open);
            }

            return new(_opening is { IsCompleted: false } ? _opening : _opening = OpenAsync());
        }
    }

    private async Task<RedisConnection> OpenAsync()
    {
        using var patience = new CancellationTokenSource(ConnectPatience, time);
        try
        {
            return _open = await RedisConnection.OpenAsync(address, time, patience.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new StoreAwayException($"Redis at {address} does not answer.", late);
        }
    }
}

/// <summary>A script and the name Redis keeps it under.</summary>
internal sealed record RedisScript(string Text)
{
    /// <summary>SHA-1 of the text, as Redis computes it.</summary>
#pragma warning disable CA5350 // The protocol's name of a script, not a signature.
    public string Hash { get; } = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(Text)));
#pragma warning restore CA5350
}
