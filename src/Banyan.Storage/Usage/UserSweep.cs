using System.Data.Common;
using Banyan.Storage.Sql;
using Dapper;

namespace Banyan.Storage.Usage;

/// <summary>Erases what users came to before an instant. The week it lies in stays for what comes after: the days before are taken off, never counted anew, for somebody may be adding to it.</summary>
internal static class UserSweep
{
    private const int Seconds = 60;

    private const string Less =
        "UPDATE usage_users SET requests = usage_users.requests - gone.requests, errors = usage_users.errors - gone.errors, total_tokens = usage_users.total_tokens - gone.total_tokens, "
        + "cost_nusd = usage_users.cost_nusd - gone.cost_nusd, saved_nusd = usage_users.saved_nusd - gone.saved_nusd "
        + "FROM (SELECT tenant_id, user_id, service, SUM(requests) AS requests, SUM(errors) AS errors, SUM(total_tokens) AS total_tokens, SUM(cost_nusd) AS cost_nusd, SUM(saved_nusd) AS saved_nusd "
        + "FROM usage_users WHERE granularity = 'day' AND bucket >= @week AND bucket < @cut GROUP BY tenant_id, user_id, service) AS gone "
        + "WHERE granularity = 'week' AND bucket = @week AND usage_users.tenant_id = gone.tenant_id AND usage_users.user_id = gone.user_id AND usage_users.service = gone.service";

    private const string Nothing =
        "DELETE FROM usage_users WHERE tenant_id IS NOT NULL AND granularity = 'week' AND bucket = @week AND requests = 0 AND errors = 0 AND total_tokens = 0 AND cost_nusd = 0 AND saved_nusd = 0";

    private const string Whole = "DELETE FROM usage_users WHERE tenant_id IS NOT NULL AND bucket < @cut AND (granularity = 'day' OR bucket < @week)";

    /// <summary>Erases it.</summary>
    /// <returns>How many rows went.</returns>
    public static async Task<int> RunAsync(DateTimeOffset cut, DbTransaction transaction, SqlForm form)
    {
        var monday = cut.AddTicks(-(cut.UtcTicks % TimeSpan.FromDays(7).Ticks));
        var values = new { cut = form.Instant(cut), week = form.Instant(monday) };
        if (monday < cut)
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(Less, values, transaction, commandTimeout: Seconds));
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(Nothing, values, transaction, commandTimeout: Seconds));
        }

        return await transaction.Connection!.ExecuteAsync(new CommandDefinition(Whole, values, transaction, commandTimeout: Seconds));
    }
}
