using System.Text.Json;
using Banyan.Intents.Checking.Guards;
using Banyan.Intents.Spine;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Checking;

/// <summary>Guard rails over records in memory, with a clock that stands still.</summary>
internal sealed class GuardBench : IOwnedReads, IIntentSettings
{
    public GuardBench(FakeClock? clock = null)
    {
        Clock = clock ?? new FakeClock();
        Foreign = new ForeignIds(Clock);
        Rails = new GuardRails(new OwnerGuard(this, Foreign), new StepWindows(Clock, this), this, Switches, Clock);
    }

    public OpenSwitches Switches { get; } = new();

    public FakeClock Clock { get; }

    public ForeignIds Foreign { get; }

    public GuardRails Rails { get; }

    public IntentSettings Current { get; set; } = new();

    /// <summary>Records by id; what is not there is absent.</summary>
    public Dictionary<string, JsonElement> Records { get; } = new(StringComparer.Ordinal)
    {
        ["1001"] = Shop.Json("""{"orderId":"1001","status":"pending","total":240,"customerEmail":"ada@shop.example","items":[{"name":"desk","price":240}]}"""),
        ["2001"] = Shop.Json("""{"orderId":"2001","status":"pending","total":9,"customerEmail":"bob@shop.example","items":[]}"""),
        ["3001"] = Shop.Json("""{"orderId":"3001","status":"pending"}"""),
    };

    public bool IsAway { get; set; }

    public List<(string Intent, string Arguments)> Reads { get; } = [];

    public ValueTask<OwnedRead> ReadAsync(string intent, JsonElement arguments, RunScope scope, CancellationToken cancellationToken)
    {
        Reads.Add((intent, arguments.GetRawText()));
        return ValueTask.FromResult(
            IsAway ? new OwnedRead(null, false, new Problem(ProblemWords.BackendTimeout, "late"))
            : Records.TryGetValue(arguments.EnumerateObject().First().Value.GetString()!, out var record) ? new OwnedRead(record, false, null)
            : new OwnedRead(null, true, null));
    }

    public IDisposable OnChange(Action changed) => throw new NotSupportedException("Nothing changes here.");

    /// <summary>Binds and checks a step.</summary>
    public async Task<(BindResult Bound, GuardResult? Result)> RunAsync(PlanStep step, RunScope scope)
    {
        var bound = Rails.Bind(step, scope);
        return (bound, bound.Arguments is { } arguments ? await Rails.CheckAsync(step, arguments, scope, CancellationToken.None) : null);
    }
}
