using System.Collections.Frozen;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Checking;

public sealed class GuardRailsTests
{
    private readonly GuardBench _bench = new();

    [Fact]
    public async Task An_own_order_is_cancelled_after_a_yes_to_exactly_that()
    {
        var step = Cancel("1001") with { When = new StepCondition("only if it hasn't shipped yet", "!(s1.status in ['shipped','delivered'])") };
        var scope = Shop.Scope(Shop.Ada, Shop.Plan(step), "cancel 1001 only if it hasn't shipped yet", Shop.Ended("s1", "orders.get", """{"status":"pending"}"""));

        var (bound, asked) = await _bench.RunAsync(step, scope);

        asked!.Problem.ShouldBeNull();
        asked.IsOwned.ShouldBeTrue();
        asked.Decisions.Select(decision => decision.Check).ShouldBe(["catalogue", "scope", "schema", "subject", "owner", "taint", "rate", "cost", "confirmation"]);
        asked.Confirm!.Text.ShouldBe("Cancel an order: order 1001 (desk, $240.00), reason no longer needed? Condition: only if it hasn't shipped yet (status is pending).");

        var agreed = scope with { Confirmed = new[] { asked.Confirm.Hash }.ToFrozenSet() };
        (await _bench.RunAsync(step, agreed)).Result!.Confirm.ShouldBeNull();

        // Any change asks again: the argument, the evidence, the definition, the run.
        var changed = agreed with { Ended = new Dictionary<string, StepOutcome>(StringComparer.Ordinal) { ["s1"] = Shop.Ended("s1", "orders.get", """{"status":"cancelled"}""") } };
        (await _bench.RunAsync(step, changed)).Result!.Confirm.ShouldNotBeNull();
        (await _bench.RunAsync(step, agreed with { RunId = "run-2" })).Result!.Confirm.ShouldNotBeNull();
        (await _bench.RunAsync(step, agreed with { Catalogue = Shop.Of(Shop.OrdersGet, Shop.OrdersCancel with { Hash = "other" }) })).Result!.Confirm.ShouldNotBeNull();
        bound.Arguments!.Provenance["orderId"].ShouldBe(Provenance.User);
    }

    [Fact]
    public async Task Not_yours_and_not_there_are_one_answer_after_one_read()
    {
        var (_, foreign) = await RunAsync(Cancel("2001"), "cancel 2001");
        var (_, absent) = await RunAsync(Cancel("9999"), "cancel 9999");

        foreign!.Problem.ShouldBe(absent!.Problem);
        foreign.Problem!.Code.ShouldBe(ProblemWords.DeniedOwner);
        foreign.Decisions.ShouldBe(absent.Decisions);
        _bench.Reads.Count.ShouldBe(2);
    }

    [Theory]
    [Trait("Attack", "57")]
    [InlineData("""{"orderId":"1001","to":{"street":"1 Oak Street"}}""", null)]
    [InlineData("""{"orderId":"1001","to":{"street":"1 Oak Street","isAdmin":true}}""", "to.isAdmin is not a member here; leave it out.")]
    [InlineData("""{"orderId":"1001","to":{"street":"1 Oak Street"},"owner":"c1"}""", "owner is not a member here; leave it out.")]
    [InlineData("""{"orderId":["1001","2001"],"to":{"street":"1 Oak Street"}}""", "orderId must be a string, is an array.")]
    [InlineData("""{"orderId":{"$ne":""},"to":{"street":"1 Oak Street"}}""", "orderId must be a string, is an object.")]
    [InlineData("""{"orderId":"1001/../2001","to":{"street":"1 Oak Street"}}""", "orderId must match ^\\d{4}$.")]
    [InlineData("""{"orderId":"1001\n","to":{"street":"1 Oak Street"}}""", "orderId must match ^\\d{4}$.")]
    [InlineData("""{"orderId":"1001","orderId":"2001","to":{"street":"1 Oak Street"}}""", "names 'orderId' twice.")]
    public async Task Nothing_is_smuggled_in_beside_the_declared_parameters(string arguments, string? words)
    {
        var move = Shop.Intent("orders.move", Effect.Write, """{"type":"object","required":["orderId","to"],"properties":{"orderId":{"type":"string","pattern":"^\\d{4}$"},"to":{"type":"object","properties":{"street":{"type":"string"}}}}}""", "{}", "orders:write") with { Owner = Shop.OrdersCancel.Owner };
        var (step, value) = (Shop.Step("s2", "orders.move"), Shop.Json(arguments));
        var bound = new BoundArguments(value, value.EnumerateObject().Select(member => member.Name).Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => Provenance.User, StringComparer.Ordinal));

        var result = await _bench.Rails.CheckAsync(step, bound, Shop.Scope(Shop.Ada, Shop.Plan(step), "x") with { Catalogue = Shop.Of(move, Shop.OrdersGet) }, CancellationToken.None);

        result.Problem?.Detail.ShouldBe(words);
        (result.Problem is null).ShouldBe(words is null);
    }

    [Fact]
    public void What_a_backend_does_not_know_reads_like_anothers()
    {
        var arguments = new BoundArguments(Shop.Json("""{"orderId":"9999"}"""), new Dictionary<string, Provenance>(StringComparer.Ordinal) { ["orderId"] = Provenance.User });
        var scope = Shop.Scope(Shop.Ada, Shop.Plan(), "how is 9999");
        var foreign = _bench.Rails.CheckOutput(Shop.OrdersGet, arguments, _bench.Records["2001"], scope).Problem;

        _bench.Rails.Absent(Shop.OrdersGet, arguments, scope).ShouldBe(foreign);
        _bench.Rails.Absent(Shop.Products, arguments, scope).ShouldBeNull();
        _bench.Rails.Absent(Shop.OrdersGet, arguments, scope with { Subject = Shop.Mia }).ShouldBeNull();
        for (var id = 0; id < 11; id++)
        {
            _bench.Rails.Absent(Shop.OrdersGet, arguments with { Value = Shop.Json($$"""{"orderId":"80{{id:00}}"}""") }, scope);
        }

        _bench.Foreign.IsBlocked(Shop.Ada, "orders").ShouldBeTrue();
    }

    [Fact]
    public async Task A_step_of_a_list_is_confirmed_by_what_its_own_element_says()
    {
        var whole = Shop.Step("s2", "orders.cancel", ("orderId", new Argument.Each("s1.orders", "orderId"))) with { When = new StepCondition("if cheap", "it.total < 300") };
        var unit = whole with { Id = "s2#2", Args = new Dictionary<string, Argument>(StringComparer.Ordinal) { ["orderId"] = Shop.Ref("s1.orders[1].orderId") } };
        var scope = Shop.Scope(Shop.Ada, Shop.Plan(Shop.Step("s1", "orders.list"), whole), "cancel the cheap ones", Shop.Ended("s1", "orders.list", """{"orders":[{"orderId":"1009","total":900},{"orderId":"1001","total":240}]}"""));

        (await _bench.RunAsync(unit, scope)).Result!.Confirm!.Text.ShouldContain("Condition: if cheap (total is 240).");
    }

    [Fact]
    public async Task Without_a_proof_nothing_is_done()
    {
        (await RunAsync(Cancel("3001"), "cancel 3001")).Result!.Problem!.Code.ShouldBe(ProblemWords.DeniedOwnerUnproven);
        _bench.IsAway = true;
        (await RunAsync(Cancel("1001"), "cancel 1001")).Result!.Problem!.Code.ShouldBe(ProblemWords.DeniedOwnerUnproven);

        var bare = Shop.OrdersCancel with { Owner = null };
        (await RunAsync(Cancel("1001"), "cancel 1001", catalogue: Shop.Of(bare))).Result!.Problem!.Code.ShouldBe(ProblemWords.DeniedOwnerUnproven);
        var self = Shop.OrdersCancel with { Owner = Shop.OrdersGet.Owner };
        (await RunAsync(Cancel("1001"), "cancel 1001", catalogue: Shop.Of(self))).Result!.Problem!.Code.ShouldBe(ProblemWords.DeniedOwnerUnproven);
    }

    [Fact]
    public async Task More_than_ten_foreign_ids_close_the_family_for_ten_minutes()
    {
        for (var id = 0; id < 11; id++)
        {
            // The same foreign id again and again is one id.
            (await RunAsync(Cancel($"5{id:000}"), $"cancel 5{id:000}")).Result!.Problem.ShouldNotBeNull();
            (await RunAsync(Cancel("5000"), "cancel 5000")).Result!.Problem.ShouldNotBeNull();
            if (id < 10)
            {
                (await RunAsync(Cancel("1001"), "cancel 1001")).Result!.Problem.ShouldBeNull();
            }
        }

        var reads = _bench.Reads.Count;
        (await RunAsync(Cancel("1001"), "cancel 1001")).Result!.Problem!.Code.ShouldBe(ProblemWords.DeniedOwner);
        (await RunAsync(Cancel("2001"), "cancel 2001", Shop.Bob)).Result!.Problem.ShouldBeNull();
        _bench.Reads.Count.ShouldBe(reads + 1);
        _bench.Clock.Advance(TimeSpan.FromMinutes(10));
        (await RunAsync(Cancel("1001"), "cancel 1001")).Result!.Problem.ShouldBeNull();
    }

    [Fact]
    public async Task Scope_quarantine_schema_and_subject_are_checked_before_anything_is_read()
    {
        var eve = Shop.Person("c9", "eve@shop.example", "orders:read");
        (await RunAsync(Cancel("1001"), "cancel 1001", eve)).Result!.Problem!.Code.ShouldBe(ProblemWords.DeniedScope);
        (await RunAsync(Cancel("1001"), "cancel 1001", catalogue: Shop.Of(Shop.OrdersCancel with { Quarantine = "x" }, Shop.OrdersGet))).Result!.Problem!.Code.ShouldBe(ProblemWords.IntentQuarantined);
        _bench.Switches.Intents.Add("orders.cancel");
        (await RunAsync(Cancel("1001"), "cancel 1001")).Result!.Problem!.Code.ShouldBe(ProblemWords.IntentStopped);
        _bench.Switches.Intents.Clear();
        var asking = Shop.Ada with { Caller = Shop.Ada.Caller with { Feature = "assistant" } };
        _bench.Switches.Features.Add("assistant");
        (await RunAsync(Cancel("1001"), "cancel 1001", asking)).Result!.Problem!.Code.ShouldBe(ProblemWords.IntentStopped, "who asks is stopped, in the middle of a run too");
        _bench.Switches.Features.Clear();
        (await RunAsync(Cancel("12"), "cancel 12")).Result!.Problem!.Detail.ShouldBe("orderId must match ^\\d{4}$.");
        (await RunAsync(Shop.Step("s2", "orders.vanish"), "x")).Bound.Problem!.Code.ShouldBe(ProblemWords.DeniedScope);

        // Arguments that were made elsewhere are believed no more than a plan's.
        BoundArguments Made(string json, Provenance source) => new(Shop.Json(json), Shop.Json(json).EnumerateObject().DistinctBy(member => member.Name).ToDictionary(member => member.Name, _ => source, StringComparer.Ordinal));
        async Task<string> CodeAsync(string intent, string json, Provenance source)
        {
            var step = Shop.Step("s2", intent);
            return (await _bench.Rails.CheckAsync(step, Made(json, source), Shop.Scope(Shop.Ada, Shop.Plan(step), "x"), CancellationToken.None)).Problem!.Code;
        }

        (await CodeAsync("users.get", """{"email":"bob@shop.example"}""", Provenance.CallerBound)).ShouldBe(ProblemWords.DeniedSubject);
        (await CodeAsync("users.get", """{"email":"ada@shop.example"}""", Provenance.User)).ShouldBe(ProblemWords.DeniedSubject);
        (await CodeAsync("orders.cancel", """{"orderId":"1001","force":true}""", Provenance.User)).ShouldBe(ProblemWords.ArgInvalid);
        (await CodeAsync("orders.cancel", """{"orderId":"1001","orderId":"2001"}""", Provenance.User)).ShouldBe(ProblemWords.ArgInvalid);
        (await CodeAsync("orders.cancel", """{"orderId":1001}""", Provenance.User)).ShouldBe(ProblemWords.ArgInvalid);
        (await CodeAsync("orders.cancel", """{}""", Provenance.User)).ShouldBe(ProblemWords.ArgMissing);
        (await CodeAsync("orders.cancel", """{"orderId":"1001"}""", Provenance.Model)).ShouldBe(ProblemWords.ArgUnsourced);
        _bench.Reads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_destination_from_data_is_named_in_the_question_and_another_persons_is_denied()
    {
        var plan = Shop.Plan(
            Shop.Step("s1", "products.search", ("query", Shop.Lit("desk"))),
            Shop.Step("s2", "wallet.send", ("recipientEmail", Shop.Ref("s1.products[0].contact")), ("amount", Shop.Lit(5))));
        var tainted = Shop.Ended("s1", "products.search", """{"products":[{"contact":"evil@mallory.example"}]}""", isOwned: false);
        var (_, told) = await _bench.RunAsync(plan.Steps[1], Shop.Scope(Shop.Ada, plan, "send 5 to the seller", tainted));
        told!.Confirm!.Text.ShouldContain("The recipient email \"evil@mallory.example\" is not yours or said by you, it is from an answer of products-api.");

        var foreign = Shop.Ended("s1", "users.get", """{"products":[{"contact":"bob@shop.example"}]}""", isOwned: false);
        (await _bench.RunAsync(plan.Steps[1], Shop.Scope(Shop.Ada, plan, "send 5 to the seller", foreign))).Result!.Problem!.Code.ShouldBe(ProblemWords.DeniedTaint);

        var own = Shop.Ended("s1", "users.get", """{"products":[{"contact":"ada@shop.example"}]}""", isOwned: true);
        (await _bench.RunAsync(plan.Steps[1], Shop.Scope(Shop.Ada, plan, "send 5 to me", own))).Result!.Confirm!.Text.ShouldNotContain("not yours");

        var harmless = Shop.Step("s2", "wallet.send", ("recipientEmail", Shop.Ref("caller.email")), ("amount", Shop.Lit(5)), ("memo", Shop.Ref("s1.products[0].contact")));
        (await _bench.RunAsync(harmless, Shop.Scope(Shop.Ada, plan, "send 5 to me", tainted))).Result!.Confirm!.Text.ShouldNotContain("not yours");
    }

    [Fact]
    public async Task A_write_goes_unasked_only_when_all_of_it_was_said_and_the_manifest_and_backend_allow()
    {
        var said = Shop.Step("s2", "complaints.create", ("orderId", Shop.Lit("1001")), ("text", Shop.Lit("the box was damaged")));
        (await RunAsync(said, "the box was damaged, 1001")).Result!.Confirm.ShouldBeNull();

        var moved = Shop.Step("s2", "complaints.create", ("orderId", Shop.Ref("s1.orderId")), ("text", Shop.Lit("the box was damaged")));
        (await _bench.RunAsync(moved, Shop.Scope(Shop.Ada, Shop.Plan(moved), "the box was damaged", Shop.Ended("s1", "orders.get", """{"orderId":"1001"}""")))).Result!.Confirm.ShouldNotBeNull();

        var auto = Shop.Of(Shop.Complain with { Confirm = "auto" }, Shop.OrdersGet);
        (await RunAsync(said, "the box was damaged, 1001", catalogue: auto)).Result!.Confirm.ShouldNotBeNull();
        var proposed = Shop.Of(Shop.Complain with { Modern = Shop.Complain.Modern! with { Backend = Shop.Complain.Modern.Backend with { IsTrusted = false } } }, Shop.OrdersGet);
        (await RunAsync(said, "the box was damaged, 1001", catalogue: proposed)).Result!.Confirm.ShouldNotBeNull();
        var destructive = Shop.Of(Shop.Complain with { Effect = Effect.Destructive }, Shop.OrdersGet);
        (await RunAsync(said, "the box was damaged, 1001", catalogue: destructive)).Result!.Confirm.ShouldNotBeNull();
    }

    [Fact]
    public async Task Windows_and_cost_end_a_flood()
    {
        _bench.Current = new IntentSettings { Limits = new IntentLimits { MessagesPerMinute = 1, Usd = 0.05m } };
        var list = Shop.Step("s2", "orders.list");
        for (var i = 0; i < 20; i++)
        {
            (await RunAsync(list, "my orders")).Result!.Problem.ShouldBeNull();
        }

        (await RunAsync(list, "my orders")).Result!.Decisions[^1].Check.ShouldBe("rate");
        (await RunAsync(list, "my orders", Shop.Bob)).Result!.Problem.ShouldBeNull();
        _bench.Clock.Advance(TimeSpan.FromMinutes(1));
        (await RunAsync(list, "my orders")).Result!.Problem.ShouldBeNull();

        var dear = Shop.Of(Shop.Products with { CostUsd = 0.03m });
        var search = Shop.Step("s2", "products.search", ("query", Shop.Lit("desk")));
        var before = Shop.Ended("s1", "products.search", "{}");
        (await _bench.RunAsync(search, Shop.Scope(Shop.Ada, Shop.Plan(search), "desk") with { Catalogue = dear })).Result!.Problem.ShouldBeNull();
        (await _bench.RunAsync(search, Shop.Scope(Shop.Ada, Shop.Plan(search), "desk", before) with { Catalogue = dear })).Result!.Decisions[^1].Check.ShouldBe("cost");
    }

    private static PlanStep Cancel(string id) => Shop.Step("s2", "orders.cancel", ("orderId", Shop.Lit(id)));

    private async Task<(BindResult Bound, GuardResult? Result)> RunAsync(PlanStep step, string words, Subject? subject = null, IntentCatalogue? catalogue = null)
    {
        var scope = Shop.Scope(subject ?? Shop.Ada, Shop.Plan(step), words);
        return await _bench.RunAsync(step, catalogue is null ? scope : scope with { Catalogue = catalogue });
    }
}
