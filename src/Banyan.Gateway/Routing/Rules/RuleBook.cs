using Banyan.Gateway.Spine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Banyan.Gateway.Routing.Rules;

/// <summary>The rules of the database as they stand on this node: read at a notice, and every second since notices may be lost. While the store is away those read last stay in force.</summary>
internal sealed partial class RuleBook(IRoutingRuleStore store, IChangeNotices notices, TimeProvider time, ILogger<RuleBook> log) : BackgroundService
{
    /// <summary>What is told when a rule changed.</summary>
    public const string Topic = "routing-rules";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private StoredRules _stored = StoredRules.None;
    private volatile bool _hasRead;
    private bool _isAway;

    /// <summary>What was read last; null before the first time.</summary>
    public IReadOnlyList<StoredRule>? Read => _hasRead ? Stored.All : null;

    /// <summary>The rules in force; the same object until one changes.</summary>
    public StoredRules Stored => Volatile.Read(ref _stored);

    /// <summary>Reads them once, before anything is asked.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Reads them and puts them in force.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var read = await store.ReadAsync(cancellationToken);
            var known = Stored.All;
            if (read.Count != known.Count || !read.Select(rule => (rule.Id, rule.Revision)).SequenceEqual(known.Select(rule => (rule.Id, rule.Revision))))
            {
                Volatile.Write(ref _stored, new StoredRules(read));
            }

            _hasRead = true;
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

    /// <summary>Puts rules in force without having read them.</summary>
    public void Restore(IReadOnlyList<StoredRule> rules) => Volatile.Write(ref _stored, new StoredRules(rules));

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => NoticeLoop.RunAsync(notices, Topic, Every, time, LookAsync, stoppingToken);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Routing rules can't be read now; those read last stay in force")]
    private static partial void LogAway(ILogger logger, Exception away);
}
