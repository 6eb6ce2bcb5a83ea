using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Tools.Mcp;

/// <summary>Has servers asked again when their list is too old. One that is away keeps its tools, and its problem is shown.</summary>
internal sealed partial class McpRefresh(McpLister lister, ILeases leases, TimeProvider time, ILogger<McpRefresh> log) : BackgroundService
{
    private const string Tenant = "default", Lease = "mcp-listing";
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // One node asks; the others see what it wrote down.
                if (await leases.TryTakeAsync(Tenant, Lease, Every, stoppingToken) is { } lease)
                {
                    await lister.AskDueAsync(Tenant, stoppingToken);
                    await leases.ReleaseAsync(lease, stoppingToken);
                }
            }
            catch (StoreAwayException away)
            {
                LogAway(log, away);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "MCP servers are not asked while the database is away")]
    private static partial void LogAway(ILogger logger, Exception away);
}
