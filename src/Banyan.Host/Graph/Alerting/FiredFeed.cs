using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Banyan.Gateway.Alerting.Rules;
using Banyan.Gateway.Spine;

namespace Banyan.Host.Graph.Alerting;

/// <summary>Alerts as they change: looked for at every notice, and every five seconds, since a notice may be lost.</summary>
internal sealed class FiredFeed(IAlerts alerts, IChangeNotices notices, TimeProvider time)
{
    private const string Topic = "alerts";
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    public async IAsyncEnumerable<Alert> ReadAsync(string tenant, AlertSeverity? least, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heard = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        using var listening = notices.Listen(Topic, _ => heard.Writer.TryWrite(true));
        using var ticking = time.CreateTimer(static writer => ((ChannelWriter<bool>)writer!).TryWrite(true), heard.Writer, Look, Look);
        var seen = (await alerts.ListAsync(tenant, null, cancellationToken)).Select(State).ToHashSet();
        while (true)
        {
            await heard.Reader.ReadAsync(cancellationToken);
            var latest = await alerts.ListAsync(tenant, null, cancellationToken);
            foreach (var alert in latest.Reverse().Where(one => seen.Add(State(one)) && !(one.Severity < least)))
            {
                yield return alert;
            }

            seen.IntersectWith(latest.Select(State));
        }
    }

    private static (Guid, AlertStatus) State(Alert alert) => (alert.Id, alert.Status);
}
