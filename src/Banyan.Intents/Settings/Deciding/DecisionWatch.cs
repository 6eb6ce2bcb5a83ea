using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Intents.Settings.Deciding;

/// <summary>Keeps this node's settings with what operators decided on any node: at a notice, and every two seconds since notices may be lost.</summary>
internal sealed partial class DecisionWatch(IDecisionStore store, LiveIntentSettings settings, IChangeNotices notices, TimeProvider time, ILogger<DecisionWatch> log) : BackgroundService
{
    /// <summary>What is told when a decision was made.</summary>
    public const string Topic = "intent-decisions";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);

    private bool _isAway;

    /// <summary>Reads the decisions once, before anything that goes by them starts; a store that is away is asked again later.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reads what is decided and puts it in force here.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            settings.Decided(await store.ReadAsync(cancellationToken));
            _isAway = false;
        }
        catch (StoreAwayException away)
        {
            if (!_isAway)
            {
                LogAway(log, away);
            }

            _isAway = true;
        }
    }

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => NoticeLoop.RunAsync(notices, Topic, Every, time, LookAsync, stoppingToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What operators decided can't be read now; what was read last stays in force")]
    private static partial void LogAway(ILogger logger, Exception away);
}
