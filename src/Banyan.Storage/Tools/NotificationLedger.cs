using Banyan.Gateway.Tools.BuiltIn.Notifying;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Tools;

/// <summary>Notifications in a database; the SQL is the same on both.</summary>
internal sealed class NotificationLedger(Database database) : INotificationLedger
{
    private const int MostPerMinute = 10;
    private readonly SqlForm _form = database.Form;

    /// <inheritdoc />
    public Task<NotificationRight> TakeAsync(string tenant, string caller, string key, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async transaction =>
            {
                var connection = transaction.Connection!;
                var values = new { Tenant = tenant, Caller = caller, Key = key, Now = _form.Instant(now), Since = _form.Instant(now.AddMinutes(-1)) };
                // The bump comes first: it locks one row, so that the count below is nobody else's too.
                await connection.ExecuteAsync("UPDATE revisions SET value = value + 1 WHERE name = 'notifications'", transaction: transaction);
                var isKnown = await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM tool_notifications WHERE tenant_id = @Tenant AND notice_key = @Key", values, transaction) > 0;
                if (isKnown)
                {
                    return NotificationRight.Repeated;
                }

                if (await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM tool_notifications WHERE tenant_id = @Tenant AND caller = @Caller AND sent_at > @Since", values, transaction) >= MostPerMinute)
                {
                    return NotificationRight.TooMany;
                }

                await connection.ExecuteAsync("INSERT INTO tool_notifications (tenant_id, notice_key, caller, sent_at) VALUES (@Tenant, @Key, @Caller, @Now)", values, transaction);
                return NotificationRight.Granted;
            },
            cancellationToken);

    /// <inheritdoc />
    public Task ReturnAsync(string tenant, string key, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("DELETE FROM tool_notifications WHERE tenant_id = @tenant AND notice_key = @key", new { tenant, key }, transaction),
            cancellationToken);

    /// <inheritdoc />
    public Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("DELETE FROM tool_notifications WHERE tenant_id IS NOT NULL AND sent_at < @Before", new { Before = _form.Instant(before) }, transaction),
            cancellationToken);
}
