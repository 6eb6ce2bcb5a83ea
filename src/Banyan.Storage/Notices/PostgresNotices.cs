using Banyan.Gateway.Spine;
using Banyan.Storage.Postgres;
using Dapper;
using Microsoft.Extensions.Logging;

namespace Banyan.Storage.Notices;

/// <summary>Notices by LISTEN and NOTIFY, over one connection that is made again when it breaks. What is told meanwhile is lost, as the port says.</summary>
internal sealed partial class PostgresNotices(PostgresDatabase database, TimeProvider time, ILogger<PostgresNotices> log) : IChangeNotices, IAsyncDisposable
{
    private const string Channel = "banyan";
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProbeAfter = TimeSpan.FromSeconds(30);

    private readonly Listeners _listeners = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private Task? _hearing;

    /// <inheritdoc />
    public Task TellAsync(string topic, string text, CancellationToken cancellationToken) =>
        // No transaction of its own: one round trip. It waits for no disk, and keeps none busy that a journal waits for: a notice may be lost.
        database.ReadAsync(connection => connection.ExecuteAsync("SELECT set_config('synchronous_commit', 'off', true), pg_notify(@Channel, @payload)", new { Channel, payload = topic + "\n" + text }), cancellationToken);

    /// <inheritdoc />
    public IDisposable Listen(string topic, Action<string> heard)
    {
        lock (_gate)
        {
            _hearing ??= Task.Run(() => HearAsync(_stop.Token), CancellationToken.None);
        }

        return _listeners.Add(topic, heard);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_hearing is { } hearing)
        {
            await hearing;
        }

        _stop.Dispose();
    }

    private async Task HearAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenAsync(stopping);
                connection.Notification += (_, notice) => Heard(notice.Payload);
                await connection.ExecuteAsync($"LISTEN {Channel}");
                while (true)
                {
                    // A connection whose other end vanished says nothing for ever: it is asked.
                    if (!await connection.WaitAsync(ProbeAfter, stopping))
                    {
                        await connection.ExecuteAsync("SELECT 1");
                    }
                }
            }
            catch (Exception broken) when (broken is not OperationCanceledException)
            {
                LogBroken(log, broken);
                await Task.Delay(RetryAfter, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void Heard(string payload)
    {
        var cut = payload.IndexOf('\n', StringComparison.Ordinal);
        if (cut > 0)
        {
            _listeners.Tell(payload[..cut], payload[(cut + 1)..]);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection that hears of changes broke; it is made again")]
    private static partial void LogBroken(ILogger logger, Exception broken);
}
