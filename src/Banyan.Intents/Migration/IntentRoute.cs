using Banyan.Intents.Migration.Store;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Migration;

/// <summary>What one node knows of one intent's traffic of one tenant: stage, last minutes, noise. Thread-safe.</summary>
internal sealed class IntentRoute(string tenant, string key, RouteLedger ledger, TimeProvider time)
{
    private static readonly TimeSpan JudgeEvery = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly CallWindow _window = new(time);
    private readonly long[] _legacyEver = new long[LatencyScale.Buckets];
    private StageRow? _row;
    private long _judgedAt;

    /// <summary>What the legacy side answers differently each time.</summary>
    public NoiseBook Noise { get; } = new();

    /// <summary>The stage's row; null before the intent was first routed.</summary>
    public StageRow? Row
    {
        get
        {
            lock (_gate)
            {
                return _row;
            }
        }
    }

    /// <summary>The stage that decides, after what figures took back.</summary>
    public StageInForce StageOf(Intent intent, IntentSettings settings)
    {
        var configured = StageInForce.Configured(intent, settings);
        if (!StageInForce.IsPair(intent))
        {
            return configured;
        }

        lock (_gate)
        {
            Follow(configured);
            return _row!.DemotedTo is { } word && StageWords.Parse(word) is { } demoted ? configured with { Stage = demoted.Stage, Percent = demoted.Percent } : configured;
        }
    }

    /// <summary>Takes over a row that was stored by this or another node, unless this node knows a newer one.</summary>
    public void Load(StageRow row)
    {
        lock (_gate)
        {
            if (_row is null or { IsFirst: true } || row.Since >= _row.Since)
            {
                _row = row;
            }
        }
    }

    /// <summary>Counts a call and says whether it is time to judge.</summary>
    public bool Call(DemoteSettings rules, bool isModern, bool isWell, TimeSpan took)
    {
        lock (_gate)
        {
            _window.Call(rules.Window, isModern, isWell, took);
            if (!isModern)
            {
                _legacyEver[LatencyScale.BucketOf(took)]++;
            }

            return IsDue();
        }
    }

    /// <summary>Counts a comparison and says whether it is time to judge.</summary>
    public bool Compare(DemoteSettings rules, bool isMatch)
    {
        lock (_gate)
        {
            _window.Compare(rules.Window, isMatch);
            return IsDue();
        }
    }

    /// <summary>Takes the intent back a stage when its figures ask for it.</summary>
    /// <returns>What was done; null when nothing was.</returns>
    public StageChange? Judge(Intent intent, IntentSettings settings)
    {
        var stage = StageOf(intent, settings);
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (!StageInForce.IsPair(intent) || DemotionRule.Below(stage.Stage) is not { } below || now < _row!.DemotedAt + settings.Demote.CoolDown
                || DemotionRule.Breach(_window.Sum(settings.Demote.Window), _legacyEver, settings.Demote) is not { } reason)
            {
                return null;
            }

            var word = StageWords.Of(below.Stage, below.Percent);
            Put(_row with { DemotedTo = word, DemotedAt = now, Reason = reason, Since = now, HalfSince = null, IsFirst = false });
            _window.Clear();
            return new StageChange(tenant, key, stage.Word, word, reason, now);
        }
    }

    /// <summary>Puts the intent back on the operator's stage.</summary>
    /// <returns>False when it was not taken back.</returns>
    public StageChange? Lift()
    {
        lock (_gate)
        {
            if (_row is not { DemotedTo: { } word })
            {
                return null;
            }

            var setting = StageWords.Parse(_row.Setting) ?? new StageSetting(Stage.Modern);
            var now = time.GetUtcNow();
            Put(_row with { DemotedTo = null, DemotedAt = null, Reason = null, Since = now, HalfSince = HasHalf(setting.Stage, setting.Percent) ? now : null });
            _window.Clear();
            return new StageChange(tenant, key, word, _row.Setting, "lifted by an operator", now);
        }
    }

    private static bool HasHalf(Stage stage, double percent) => stage is Stage.Modern or Stage.ModernOnly || (stage == Stage.Canary && percent >= 50);

    private bool IsDue()
    {
        if (_judgedAt != 0 && time.GetElapsedTime(_judgedAt) < JudgeEvery)
        {
            return false;
        }

        _judgedAt = time.GetTimestamp();
        return true;
    }

    private void Follow(StageInForce configured)
    {
        if (_row?.Setting == configured.Word)
        {
            return;
        }

        _window.Clear();
        var now = time.GetUtcNow();
        var before = _row is null ? null : StageWords.Parse(_row.Setting);
        Put(new StageRow
        {
            Tenant = tenant,
            Intent = key,
            Setting = configured.Word,
            Since = _row is { DemotedTo: null } && before?.Stage == configured.Stage ? _row.Since : now,
            HalfSince = HasHalf(configured.Stage, configured.Percent) ? _row?.HalfSince ?? now : null,
            IsFirst = _row is null,
        });
    }

    private void Put(StageRow row)
    {
        _row = row;
        ledger.Put(row);
    }
}
