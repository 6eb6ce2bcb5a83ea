using Banyan.Gateway.Limits;
using Banyan.Gateway.Spine;
using Banyan.TestKit;
using Banyan.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace Banyan.Gateway.Tests.Limits;

/// <summary>The limiter on one node with a clock that stands, and callers of every kind.</summary>
internal sealed class LimitBench
{
    private LimitBench(LimitRules rules)
    {
        Buckets = new MemoryCounters(Clock);
        Tally = new LimitTally(NullLogger<LimitTally>.Instance);
        Limiter = new RateLimiter(rules, Buckets, Tally);
        Room = new ProviderRoom(rules, Buckets, new ProviderHints(Clock), Tally);
    }

    public FakeClock Clock { get; } = new();

    public MemoryCounters Buckets { get; }

    public LimitTally Tally { get; }

    public RateLimiter Limiter { get; }

    public ProviderRoom Room { get; }

    /// <summary>What the configuration says.</summary>
    public LimitPolicy Policy { get; init; } = new() { IsEnabled = true };

    public static async Task<LimitBench> StartAsync(LimitPolicy policy, params LimitRule[] rows)
    {
        var rules = new LimitRules(new FixedLimits(rows));
        await rules.RefreshAsync(default);
        return new LimitBench(rules) { Policy = policy with { IsEnabled = true } };
    }

    public static LimitRule Row(LimitScope scope, string id, RateBounds bounds, LimitMode mode = LimitMode.Enforce) =>
        new() { Tenant = "default", Scope = scope, ScopeId = id, Bounds = bounds, Mode = mode };

    public Exchange Exchange(string service = "billing", string? user = null, string? feature = null, string key = "Ab12Cd34", string tenant = "default", ModelEntry? model = null)
    {
        var caller = new Caller { Tenant = tenant, Service = service, KeyId = key, Grants = Grants.All, User = user, Feature = feature };
        var made = new TestExchange(Clock) { Caller = caller, Limits = Policy, Lens = new AskLens { Model = "lab/small", TextBytes = 400, MaxOutputTokens = 50 }, Model = model ?? TestExchange.SmallModel() }.Build();
        return made;
    }

    /// <summary>Lets an exchange in, or says why not.</summary>
    public async Task<Failure?> AdmitAsync(Exchange exchange) => await Limiter.AdmitAsync(exchange, default);

    /// <summary>How many of so many exchanges are let in.</summary>
    public async Task<int> AdmittedAsync(int count, Func<int, Exchange> make)
    {
        var admitted = 0;
        for (var i = 0; i < count; i++)
        {
            admitted += await AdmitAsync(make(i)) is null ? 1 : 0;
        }

        return admitted;
    }

    public void End(Exchange exchange) =>
        Limiter.Ended(new ExchangeRecord(exchange, Outcome.Succeeded, null, TimeSpan.Zero, TimeSpan.Zero, null));
}
