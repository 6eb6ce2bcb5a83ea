using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Banyan.Gateway.Budgets;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Graph.Budgets;

/// <summary>Thresholds as they are reached: looked for at every notice, and every five seconds, since a notice may be lost.</summary>
internal sealed class AlertFeed(IBudgets budgets, IChangeNotices notices, TimeProvider time)
{
    private const int MostAtOnce = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    public async IAsyncEnumerable<BudgetAlert> ReadAsync(string tenant, string? service, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heard = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var listening = notices.Listen(AlertTeller.Topic, _ => heard.Writer.TryWrite(true));
        using var ticking = time.CreateTimer(static writer => ((ChannelWriter<bool>)writer!).TryWrite(true), heard.Writer, Look, Look);
        var seen = (await budgets.AlertsAsync(tenant, MostAtOnce, cancellationToken)).ToHashSet();
        while (true)
        {
            await heard.Reader.ReadAsync(cancellationToken);
            var latest = await budgets.AlertsAsync(tenant, MostAtOnce, cancellationToken);
            foreach (var alert in latest.Reverse().Where(seen.Add))
            {
                if (service is null || await IsOfAsync(alert, service, cancellationToken))
                {
                    yield return alert;
                }
            }

            seen.IntersectWith(latest);
        }
    }

    private async Task<bool> IsOfAsync(BudgetAlert alert, string service, CancellationToken cancellationToken) =>
        alert.Key.ScopeId == service && await budgets.FindAsync(alert.Tenant, alert.Key.BudgetId, cancellationToken) is { Rule.Scope: BudgetScope.Service };
}
