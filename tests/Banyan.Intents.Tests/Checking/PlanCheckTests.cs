using Banyan.Intents.Checking.Plans;
using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Checking;

public sealed class PlanCheckTests
{
    [Fact]
    public void The_plan_of_the_contract_has_no_fault()
    {
        var plan = Shop.Plan(
            Shop.Step("s1", "orders.get", ("orderId", Shop.Lit("1002"))),
            Shop.Step("s2", "orders.cancel", ("orderId", Shop.Ref("s1.orderId"))) with { After = ["s1"], When = new StepCondition("only if it hasn't shipped yet", "!(s1.status in ['shipped','delivered'])") },
            Shop.Step("s3", "complaints.create", ("orderId", Shop.Ref("s1.orderId")))) with
        {
            AnswerTemplate = "Order {s1.orderId} is {s1.status}. {?s2.ok:It is cancelled; {s2.refund|money} will be refunded.}{?s2.skipped:I left it.}{#s1.items:- {name}: {price|money}\n}{^s1.items:Nothing in it.}",
            Clarify = new Clarification("What should the complaint say?", [new MissingArgument("s3", "text")], []),
        };

        Check(plan).ShouldBeEmpty();
    }

    [Fact]
    public void Every_fault_is_told_at_once()
    {
        var plan = Shop.Plan(
            Shop.Step("s1", "orders.fetch", ("orderId", Shop.Lit("1002"))),
            Shop.Step("s2", "orders.get", ("orderId", Shop.Lit("12")), ("verbose", Shop.Lit(true))),
            Shop.Step("s3", "orders.cancel", ("orderId", Shop.Ref("s2.number")), ("reason", Shop.Lit("bored"))),
            Shop.Step("s4", "complaints.create", ("orderId", Shop.Ref("s2.total")), ("customerId", Shop.Lit("c2")))) with
        { AnswerTemplate = "{s2.nothing} {s9.total}" };

        Check(plan).Select(fault => fault.Code).ShouldBe(
            [
                ProblemWords.PlanUnknownIntent, ProblemWords.ArgInvalid, ProblemWords.ArgInvalid, ProblemWords.ArgInvalid, ProblemWords.RefMissing,
                ProblemWords.ArgInvalid, ProblemWords.DeniedSubject, ProblemWords.ArgMissing, ProblemWords.PlanInvalid, ProblemWords.PlanInvalid,
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void A_circle_a_self_reference_and_a_forward_reference_are_refused()
    {
        var circle = Shop.Plan(
            Shop.Step("s1", "orders.get", ("orderId", Shop.Ref("s2.orderId"))),
            Shop.Step("s2", "orders.get", ("orderId", Shop.Ref("s1.orderId"))));
        Check(circle).ShouldContain(fault => fault.Code == ProblemWords.PlanCycle);

        Check(Shop.Plan(Shop.Step("s1", "orders.get", ("orderId", Shop.Lit("1002"))) with { After = ["s1"] })).ShouldHaveSingleItem().Code.ShouldBe(ProblemWords.PlanCycle);

        var forward = Shop.Plan(
            Shop.Step("s1", "orders.get", ("orderId", Shop.Lit("1002"))) with { When = new StepCondition("if", "s2.total > 1") },
            Shop.Step("s2", "orders.get", ("orderId", Shop.Lit("1003"))));
        Check(forward).ShouldContain(fault => fault.Detail.Contains("stands later", StringComparison.Ordinal));

        Check(Shop.Plan(Shop.Step("s1", "orders.get", ("orderId", Shop.Lit("1002"))) with { After = ["s7"] })).ShouldHaveSingleItem().Detail.ShouldContain("no step s7");
    }

    [Fact]
    public void Too_many_steps_writes_levels_and_dollars_are_refused()
    {
        PlanStep Get(int id, string? after) => Shop.Step("s" + id, "orders.get", ("orderId", Shop.Lit("1002"))) with { After = after is null ? [] : [after] };
        Check(Shop.Plan([.. Enumerable.Range(1, 12).Select(id => Get(id, null))])).ShouldBeEmpty();
        Check(Shop.Plan([.. Enumerable.Range(1, 13).Select(id => Get(id, null))])).ShouldHaveSingleItem().Detail.ShouldContain("13 steps");
        Check(Shop.Plan([.. Enumerable.Range(1, 6).Select(id => Get(id, id == 1 ? null : "s" + (id - 1)))])).ShouldBeEmpty();
        Check(Shop.Plan([.. Enumerable.Range(1, 7).Select(id => Get(id, id == 1 ? null : "s" + (id - 1)))])).ShouldHaveSingleItem().Detail.ShouldContain("7 levels");
        Check(Shop.Plan([.. Enumerable.Range(1, 9).Select(id => Shop.Step("s" + id, "orders.cancel", ("orderId", Shop.Lit("1002"))))])).ShouldHaveSingleItem().Detail.ShouldContain("9 writes");

        var dear = Shop.Of(Shop.Products with { CostUsd = 0.03m });
        var search = Shop.Plan(Shop.Step("s1", "products.search", ("query", Shop.Lit("a"))), Shop.Step("s2", "products.search", ("query", Shop.Lit("b"))));
        Check(search, catalogue: dear).ShouldHaveSingleItem().Code.ShouldBe(ProblemWords.BudgetExceeded);
    }

    [Fact]
    public void What_the_caller_may_not_use_reads_like_what_is_not_there()
    {
        var noWrites = Shop.Person("c9", "eve@shop.example", "orders:read");
        var hidden = Check(Shop.Plan(Shop.Step("s1", "orders.cancel", ("orderId", Shop.Lit("1002")))), noWrites).ShouldHaveSingleItem();
        var absent = Check(Shop.Plan(Shop.Step("s1", "orders.cancle", ("orderId", Shop.Lit("1002")))), noWrites).ShouldHaveSingleItem();

        hidden.Code.ShouldBe(absent.Code);
        hidden.Detail.Replace("orders.cancel", "x", StringComparison.Ordinal).ShouldBe(absent.Detail.Replace("orders.cancle", "x", StringComparison.Ordinal));

        var quarantined = Shop.Of(Shop.OrdersGet with { Quarantine = "changed" });
        Check(Shop.Plan(Shop.Step("s1", "orders.get", ("orderId", Shop.Lit("1002")))), catalogue: quarantined).ShouldHaveSingleItem().Code.ShouldBe(ProblemWords.IntentQuarantined);
    }

    [Fact]
    public void Another_persons_data_needs_the_scope_for_it()
    {
        var plan = Shop.Plan(Shop.Step("s1", "users.get", ("email", Shop.Lit("bob@shop.example"))));

        Check(plan).ShouldHaveSingleItem().Code.ShouldBe(ProblemWords.DeniedSubject);
        Check(plan, Shop.Mia).ShouldBeEmpty();
        Check(Shop.Plan(Shop.Step("s1", "users.get"))).ShouldBeEmpty();
    }

    [Fact]
    public void The_one_thing_spoken_of_need_not_be_named_again()
    {
        var plan = Shop.Plan(Shop.Step("s1", "orders.get"));
        var at = DateTimeOffset.UnixEpoch;

        Check(plan).ShouldHaveSingleItem().Code.ShouldBe(ProblemWords.ArgMissing);
        Check(plan, things: [new SpokenEntity("order", "1002", "desk", true, at)]).ShouldBeEmpty();
        Check(plan, things: [new SpokenEntity("order", "1002", "desk", true, at), new SpokenEntity("order", "1003", "lamp", true, at)]).ShouldHaveSingleItem();
    }

    [Fact]
    public void A_step_over_a_list_is_typed_by_its_elements()
    {
        PlanStep Over(string list, string member, string? expr = null) => Shop.Step("s2", "orders.get", ("orderId", new Argument.Each(list, member))) with { When = expr is null ? null : new StepCondition("if", expr) };
        IReadOnlyList<Problem> Faults(PlanStep second) => Check(Shop.Plan(Shop.Step("s1", "orders.list"), second));

        Faults(Over("s1.orders", "orderId", "it.total > 5")).ShouldBeEmpty();
        Faults(Over("s1.orders", "orderId", "it.weight > 5")).ShouldHaveSingleItem().Detail.ShouldContain("it.weight");
        Faults(Over("s1.orders", "total")).ShouldHaveSingleItem().Detail.ShouldContain("is a number, wanted is a string");
        Faults(Over("s1.orders", "number")).ShouldHaveSingleItem().Detail.ShouldContain("no declared field 'number'");
        var both = new[] { Shop.Step("s1", "orders.list"), Over("s1.orders", "orderId") };
        Check(Shop.Plan(both) with { AnswerTemplate = "{#s2:{orderId} is {status}. }" }).ShouldBeEmpty();
        Check(Shop.Plan(both) with { AnswerTemplate = "{s2.orderId}" }).ShouldHaveSingleItem();
        Check(Shop.Plan([.. both, Shop.Step("s3", "products.search", ("query", Shop.Ref("s2[0].note"))) with { When = new StepCondition("if two", "size(s2) == 2") }])).ShouldBeEmpty();
        Faults(Over("s1.cursor", "")).ShouldContain(fault => fault.Detail.Contains("no list", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("s1.status", null)]
    [InlineData("s1.count", "is an integer, wanted is a string")]
    [InlineData("s1.items", "is an array, wanted is a string")]
    [InlineData("s1.items[0].name", null)]
    [InlineData("s1.items.name", "no declared field")]
    [InlineData("caller.email", null)]
    [InlineData("caller.scopes", "no declared field")]
    [InlineData("$.total", "is no path")]
    public void A_reference_must_exist_and_fit(string path, string? words)
    {
        var faults = Check(Shop.Plan(Shop.Step("s1", "orders.get", ("orderId", Shop.Lit("1002"))), Shop.Step("s2", "products.search", ("query", Shop.Ref(path)))));

        if (words is null)
        {
            faults.ShouldBeEmpty();
        }
        else
        {
            faults.ShouldHaveSingleItem().Detail.ShouldContain(words);
        }
    }

    [Theory]
    [InlineData("{s1.total", "never closed")]
    [InlineData("a } b", "closes nothing")]
    [InlineData("{s1.total|euro}", "'euro' is no format")]
    [InlineData("{?s1.ok:{s1.total}", "missing at the end")]
    [InlineData("{s1.nothing}", "s1.nothing is no declared field")]
    [InlineData("{s2.total}", "s2.total is no declared field")]
    [InlineData("{?s2.ok:x}", "no step s2")]
    [InlineData("{#s1.total:x}", "s1.total is no list")]
    [InlineData("{#s1.items:{weight}}", "it.weight is no declared field")]
    [InlineData("{name}", "name is no declared field")]
    public void A_template_names_what_there_is(string template, string words) =>
        Check(Shop.Plan(Shop.Step("s1", "orders.get", ("orderId", Shop.Lit("1002")))) with { AnswerTemplate = template }).ShouldHaveSingleItem().Detail.ShouldContain(words);

    [Fact]
    public void Each_kind_of_plan_holds_what_it_needs()
    {
        Check(Shop.Plan()).ShouldHaveSingleItem().Detail.ShouldContain("at least one step");
        Check(Shop.Plan() with { Kind = PlanKind.Clarify }).ShouldHaveSingleItem();
        Check(Shop.Plan() with { Kind = PlanKind.Answer }).ShouldHaveSingleItem();
        Check(Shop.Plan(Shop.Step("s1", "orders.list")) with { Kind = PlanKind.Refuse, Words = "no" }).ShouldHaveSingleItem().Detail.ShouldContain("no steps");
        Check(Shop.Plan() with { Kind = PlanKind.Answer, Words = "Hello." }).ShouldBeEmpty();
        Check(Shop.Plan(Shop.Step("s1", "orders.list")) with { CatalogueVersion = "sha256:old" }).ShouldHaveSingleItem().Code.ShouldBe(ProblemWords.PlanStale);
        Check(Shop.Plan(Shop.Step("one", "orders.list"))).ShouldHaveSingleItem().Detail.ShouldContain("ids are s1");
        Check(Shop.Plan(Shop.Step("s1", "orders.list"), Shop.Step("s1", "orders.list"))).ShouldHaveSingleItem().Detail.ShouldContain("stands twice");
        Check(Shop.Plan(Shop.Step("s1", "products.search", ("query", Shop.Lit("a", "web"))))).ShouldHaveSingleItem().Detail.ShouldContain("not from 'web'");
        Check(Shop.Plan() with { Kind = PlanKind.Clarify, Clarify = new Clarification("Which?", [new MissingArgument("s4", "x")], ["orders.teleport"]) }).Count.ShouldBe(2);
        Check(Shop.Plan(Shop.Step("s1", "orders.list") with { When = new StepCondition("if so", "s1.x ==") })).ShouldNotBeEmpty();
    }

    private static IReadOnlyList<Problem> Check(Plan plan, Subject? subject = null, IntentCatalogue? catalogue = null, IReadOnlyList<SpokenEntity>? things = null)
    {
        var (who, what) = (subject ?? Shop.Ada, catalogue ?? Shop.Catalogue);
        return new PlanCheck(new GuardBench()).Check(plan, new PlanRequest
        {
            Text = "cancel it",
            Subject = who,
            Catalogue = what,
            Visible = what.VisibleTo(who),
            Budget = new RunBudget(4, 1000, 1),
            Conversation = ConversationView.Empty with { Entities = things ?? [] },
        });
    }
}
