using Banyan.Intents.Running;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Running.Kit;
using Banyan.TestKit;
using static Banyan.Intents.Tests.Running.Kit.Texts;

namespace Banyan.Intents.Tests.Running;

/// <summary>When a call is made again, made elsewhere, looked up or told as unknown.</summary>
public sealed class WriteProtocolTests
{
    private readonly FakeClock _clock = new();
    private readonly ScriptedBackends _backends = new();

    [Fact]
    public void A_read_is_tried_three_times_and_then_on_the_other_side()
    {
        var (outcome, node) = Run(Both(Made.Read("orders.get")), call => call.Operation.Backend.Name == "modern" ? Broken : ScriptedBackends.Ok("{}"));
        Asked().ShouldBe(["modern", "modern", "modern", "legacy"]);
        outcome.Status.ShouldBe(StepStatus.Succeeded);
        (outcome.Route, outcome.Backend).ShouldBe(("fallback", "legacy"));
        node.Routes.Reports.Select(report => report.IsFallback).ShouldBe([false, false, false, true]);
    }

    [Fact]
    public void A_read_that_was_refused_is_asked_nowhere_else()
    {
        var (outcome, _) = Run(Both(Made.Read("orders.get")), _ => ScriptedBackends.Refused);
        Asked().ShouldBe(["modern"]);
        outcome.Problem!.Code.ShouldBe(ProblemWords.BackendRejected);
    }

    [Fact]
    public void A_read_that_timed_out_is_asked_on_the_other_side_at_once()
    {
        Run(Both(Made.Read("orders.get")), call => call.Operation.Backend.Name == "modern" ? ScriptedBackends.TimedOut : ScriptedBackends.Ok("{}"));
        Asked().ShouldBe(["modern", "legacy"]);
    }

    [Fact]
    public void A_write_goes_to_the_other_side_on_proof_that_nothing_was_received()
    {
        var (outcome, node) = Run(Both(Made.Write("orders.cancel")), call => call.Operation.Backend.Name == "modern" ? ScriptedBackends.Unreachable : ScriptedBackends.Ok("{}"));
        Asked().ShouldBe(["modern", "legacy"]);
        outcome.Backend.ShouldBe("legacy");
        node.Routes.Bound.ShouldBe([("orders", Generation.Legacy)]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_write_never_goes_to_the_other_side_after_a_doubt(bool honoursKeys)
    {
        var calls = 0;
        var (outcome, node) = Run(Both(Made.Write("orders.cancel"), honoursKeys), _ => ++calls == 1 ? ScriptedBackends.TimedOut : ScriptedBackends.Unreachable);
        Asked().Distinct().ShouldBe(["modern"]);
        outcome.Status.ShouldBe(StepStatus.UnknownOutcome);
        outcome.Problem!.Code.ShouldBe(ProblemWords.UnknownOutcome);
        node.Routes.Bound.ShouldBe([("orders", Generation.Modern)], "what may have happened there is looked for there");
    }

    [Fact]
    public void A_write_is_repeated_under_its_key_where_keys_are_honoured_and_only_there()
    {
        var calls = 0;
        var (outcome, _) = Run(Both(Made.Write("orders.cancel"), honoursKeys: true), _ => ++calls < 3 ? ScriptedBackends.TimedOut : ScriptedBackends.Ok("{}"));
        outcome.Status.ShouldBe(StepStatus.Succeeded);
        _backends.Calls.Select(call => call.IdempotencyKey).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
        _backends.Calls.Count.ShouldBe(3);
        _backends.Calls.Clear();
        Run(Made.Write("orders.cancel"), _ => Broken).Outcome.Status.ShouldBe(StepStatus.UnknownOutcome);
        _backends.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public void A_refused_write_has_failed_and_is_not_unknown()
    {
        Run(Both(Made.Write("orders.cancel"), honoursKeys: true), _ => ScriptedBackends.Refused).Outcome.Status.ShouldBe(StepStatus.Failed);
        Asked().ShouldBe(["modern"]);
    }

    [Theory]
    [InlineData(422, "failed")]
    [InlineData(409, "unknown_outcome")]
    public void A_no_to_the_second_sending_under_a_key_settles_a_doubt_unless_it_may_mean_still_at_work(int status, string ends)
    {
        var calls = 0;
        var (outcome, _) = Run(Both(Made.Write("orders.cancel"), honoursKeys: true), _ => ++calls == 1 ? ScriptedBackends.TimedOut : ScriptedBackends.Refused with { Status = status });
        RunWords.Of(outcome.Status).ShouldBe(ends);
    }

    [Theory]
    [InlineData("cancelled", "succeeded", 1)]
    [InlineData("pending", "failed", 2)]
    [InlineData(null, "unknown_outcome", 1)]
    public void A_doubt_is_looked_up_where_the_write_was_sent(string? status, string ends, int looks)
    {
        var write = Made.Write("orders.cancel") with { Verify = new VerifyRule("orders.get", "result.status == 'cancelled'") };
        var (outcome, _) = Run(write, call => call.Intent.Key == "orders.cancel" ? ScriptedBackends.TimedOut : ScriptedBackends.Ok(status is null ? "{}" : $$"""{"status":"{{status}}"}"""));
        RunWords.Of(outcome.Status).ShouldBe(ends);
        _backends.Calls.Count(call => call.Intent.Key == "orders.get").ShouldBe(looks);
        _backends.Calls.Count(call => call.Intent.Key == "orders.cancel").ShouldBe(1);
    }

    [Fact]
    public void An_operation_that_seems_gone_has_its_backend_asked_again()
    {
        var (_, node) = Run(Both(Made.Write("orders.cancel")), call => call.Operation.Backend.Name == "modern"
            ? new BackendReply { Status = 404, Problem = new Problem(ProblemWords.BackendRejected, "gone"), IsProvablyNotReceived = true }
            : ScriptedBackends.Ok("{}"));
        Asked().ShouldBe(["modern", "legacy"]);
        node.Catalogue.Suspected.ShouldBe(["modern"]);
    }

    [Fact]
    public void What_a_backend_asks_for_is_waited_for_while_there_is_time()
    {
        var at = new List<DateTimeOffset>();
        Run(Made.Read("orders.get"), _ =>
        {
            at.Add(_clock.GetUtcNow());
            return at.Count == 1 ? Broken with { RetryAfter = TimeSpan.FromSeconds(7) } : ScriptedBackends.Ok("{}");
        });
        (at[1] - at[0]).ShouldBe(TimeSpan.FromSeconds(7));
        _backends.Calls.Clear();
        Run(Made.Read("orders.get"), _ => Broken with { RetryAfter = TimeSpan.FromSeconds(61) });
        _backends.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Writes_on_one_thing_from_two_conversations_follow_one_another()
    {
        var cluster = new Cluster(_clock);
        await using var node = new Node(cluster, Made.Of(Made.Write("orders.cancel") with { Owner = new OwnerRule("orderId", null, "$.a", "caller.id") }), _backends, new PlainGuards { ConfirmsWrites = false });
        var (inside, most) = (0, 0);
        _backends.Does = async (_, token) =>
        {
            most = Math.Max(most, ++inside);
            await Task.Delay(TimeSpan.FromMilliseconds(200), _clock, token);
            inside--;
            return ScriptedBackends.Ok("{}");
        };
        var same = Step("s1", "orders.cancel", ("orderId", Lit("\"1\"")));
        VirtualTime.Run(_clock, () => Task.WhenAll(node.RunAsync([same], "m1"), node.RunAsync([same], "m2"), node.RunAsync([same], "m3")));
        most.ShouldBe(1);
        VirtualTime.Run(_clock, () => Task.WhenAll(node.RunAsync([same], "m4"), node.RunAsync([Step("s1", "orders.cancel", ("orderId", Lit("\"2\"")))], "m5")));
        most.ShouldBe(2, "another thing does not wait");
    }

    private static BackendReply Broken { get; } =
        new() { Status = 503, Problem = new Problem(ProblemWords.BackendContract, "broken"), IsTransient = true, Outcome = RouteOutcome.Erred };

    private static Intent Both(Intent intent, bool honoursKeys = false) => intent with
    {
        Modern = Made.Side("modern", Generation.Modern, intent.Key, honoursKeys),
        Legacy = Made.Side("legacy", Generation.Legacy, intent.Key),
    };

    private IEnumerable<string> Asked() => _backends.Calls.Select(call => call.Operation.Backend.Name);

    private (StepOutcome Outcome, Node Node) Run(Intent intent, Func<BackendCall, BackendReply> does)
    {
        _backends.Does = (call, _) => new(does(call));
        var lookup = Made.Read("orders.get");
        var node = new Node(new Cluster(_clock), intent.Key == lookup.Key ? Made.Of(intent) : Made.Of(intent, lookup), _backends);
        return (VirtualTime.Run(_clock, () => node.RunAsync([Step("s1", intent.Key, ("orderId", Lit("\"1\"")))])).Scope.Ended["s1"], node);
    }
}
