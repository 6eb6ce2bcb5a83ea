using Banyan.Intents.Spine;

namespace Banyan.Intents.Tests.Checking;

public sealed class BinderTests
{
    // The clock of the bench stands at Saturday, 21 November 2026.
    [Theory]
    [InlineData("orderId", "\"1002\"", "cancel order 1002, please", true)]
    [InlineData("orderId", "\"1002\"", "cancel order #1002.", true)]
    [InlineData("orderId", "\"100\"", "cancel order 1002", false)]
    [InlineData("orderId", "\"1002\"", "cancel order \uff11\uff10\uff10\uff12", true)]
    [InlineData("orderId", "\"1002\"", "cancel my order", false)]
    [InlineData("text", "\"The box was damaged\"", "complain: the box was  damaged!", true)]
    [InlineData("text", "\"The box was wet\"", "complain: the box was damaged", false)]
    [InlineData("text", "\"12 Oak Street, Leeds LS1 4AB\"", "move me to 12 oak street Leeds, LS1 4AB", true)]
    [InlineData("text", "\"bob@evil.example\"", "write to bob evil example", false)]
    [InlineData("text", "\"bob@shop.example\"", "write to Bob@shop.example.", true)]
    [InlineData("text", "\"+44 20 7946 0958\"", "my number is +442079460958", true)]
    [InlineData("text", "\"50\"", "it costs 12.50", false)]
    [InlineData("copies", "2", "send two copies", true)]
    [InlineData("copies", "1", "send a copy", true)]
    [InlineData("copies", "3", "send two copies", false)]
    [InlineData("copies", "2", "order 2001 is late", false)]
    [InlineData("budget", "1250.5", "at most $1,250.50", true)]
    [InlineData("budget", "125050", "at most $1,250.50", false)]
    [InlineData("budget", "40", "at most forty dollars", true)]
    [InlineData("budget", "42", "forty-two dollars", true)]
    [InlineData("budget", "300", "three hundred", true)]
    [InlineData("due", "\"2026-11-22\"", "by tomorrow", true)]
    [InlineData("due", "\"2026-11-23\"", "by tomorrow", false)]
    [InlineData("due", "\"2026-11-27\"", "by Friday", true)]
    [InlineData("due", "\"2026-12-04\"", "by next friday", true)]
    [InlineData("due", "\"2026-12-03\"", "by 3 December", true)]
    [InlineData("due", "\"2026-12-03\"", "by December 3rd, 2026", true)]
    [InlineData("due", "\"2027-12-03\"", "by December 3rd, 2026", false)]
    [InlineData("due", "\"2026-12-03\"", "by 3.12.", true)]
    [InlineData("due", "\"2026-12-05\"", "in two weeks", true)]
    [InlineData("due", "\"2026-11-18\"", "3 days ago", true)]
    public void A_literal_counts_as_the_users_when_their_words_mean_it(string name, string value, string words, bool isSaid)
    {
        var literal = new Argument.Literal(Shop.Json(value), "user");
        var filled = new Dictionary<string, Argument>(StringComparer.Ordinal) { ["orderId"] = Shop.Ref("s1.orderId"), ["text"] = Shop.Ref("s1.note"), [name] = literal };
        var step = new PlanStep("s2", "complaints.create") { Args = filled };
        var scope = Shop.Scope(Shop.Ada, Shop.Plan(step), words, Shop.Ended("s1", "orders.get", """{"orderId":"1001","note":"late"}"""));

        var bound = new GuardBench().Rails.Bind(step, scope);

        if (isSaid)
        {
            bound.Arguments!.Provenance[name].ShouldBe(Provenance.User);
        }
        else
        {
            bound.Ask!.Missing.ShouldBe([new MissingArgument("s2", name)]);
        }
    }

    [Theory]
    [InlineData("ordered by mistake", "cancel 1001, I ordered it by mistake", "user")]
    [InlineData("ordered by mistake", "cancel 1001, that order was a mistake", "user")]
    [InlineData("ordered by mistake", "cancel 1001", "asked")]
    [InlineData("no longer needed", "cancel 1001, I don't need it any longer", "user")]
    [InlineData("no longer needed", "cancel 1001", "const")]
    public void A_listed_value_is_said_when_the_words_mean_it_alone(string reason, string words, string source)
    {
        var step = Shop.Step("s1", "orders.cancel", ("orderId", Shop.Lit("1001")), ("reason", Shop.Lit(reason)));

        var bound = new GuardBench().Rails.Bind(step, Shop.Scope(Shop.Ada, Shop.Plan(step), words));

        (bound.Arguments?.Provenance["reason"].Word ?? "asked").ShouldBe(source);
    }

    [Fact]
    public void A_value_nobody_said_is_asked_for_in_a_write_and_marked_in_a_read()
    {
        var write = Shop.Step("s1", "orders.cancel", ("orderId", Shop.Lit("1001")));
        var read = Shop.Step("s1", "orders.get", ("orderId", Shop.Lit("1001")));
        var rails = new GuardBench().Rails;

        rails.Bind(write, Shop.Scope(Shop.Ada, Shop.Plan(write), "cancel my desk")).Ask!.Question.ShouldBe("Cancel an order: what is the order?");
        rails.Bind(read, Shop.Scope(Shop.Ada, Shop.Plan(read), "how is my desk")).Arguments!.Provenance["orderId"].ShouldBe(Provenance.Model);
    }

    [Fact]
    public void Bound_parameters_come_from_the_caller_and_from_nobody_else()
    {
        var rails = new GuardBench().Rails;
        var own = Shop.Step("s1", "users.get");
        var other = Shop.Step("s1", "users.get", ("email", Shop.Lit("bob@shop.example")));
        const string Words = "phone of bob@shop.example";

        var mine = rails.Bind(own, Shop.Scope(Shop.Ada, Shop.Plan(own), Words)).Arguments!;
        mine.Value.GetProperty("email").GetString().ShouldBe("ada@shop.example");
        mine.Provenance["email"].ShouldBe(Provenance.CallerBound);
        rails.Bind(other, Shop.Scope(Shop.Ada, Shop.Plan(other), Words)).Problem!.Code.ShouldBe(ProblemWords.DeniedSubject);
        rails.Bind(other, Shop.Scope(Shop.Mia, Shop.Plan(other), Words)).Arguments!.Provenance["email"].ShouldBe(Provenance.User);

        var complain = Shop.Step("s1", "complaints.create", ("customerId", Shop.Lit("c1")), ("orderId", Shop.Lit("1001")), ("text", Shop.Lit("phone")));
        rails.Bind(complain, Shop.Scope(Shop.Ada, Shop.Plan(complain), Words)).Problem!.Code.ShouldBe(ProblemWords.DeniedSubject);

        var nameless = Shop.Ada with { Email = null };
        rails.Bind(own, Shop.Scope(nameless, Shop.Plan(own), Words)).Problem!.Code.ShouldBe(ProblemWords.ArgMissing);
    }

    [Fact]
    public void A_reference_moves_a_value_with_its_source_and_is_never_a_raw_text()
    {
        var rails = new GuardBench().Rails;
        var step = Shop.Step("s2", "orders.get", ("orderId", Shop.Ref("s1.orders[0].orderId")));
        RunScope Of(string result, bool isOwned = true) => Shop.Scope(Shop.Ada, Shop.Plan(step), "x", Shop.Ended("s1", "orders.list", result, isOwned));

        var bound = rails.Bind(step, Of("""{"orders":[{"orderId":"1001"}]}""")).Arguments!;
        bound.Value.GetProperty("orderId").GetString().ShouldBe("1001");
        bound.Provenance["orderId"].Word.ShouldBe("tool:orders-api/owned");
        rails.Bind(step, Of("""{"orders":[{"orderId":"1001"}]}""", isOwned: false)).Arguments!.Provenance["orderId"].Word.ShouldBe("tool:orders-api");
        rails.Bind(step, Of("""{"orders":[]}""")).Problem!.Code.ShouldBe(ProblemWords.RefMissing);
        rails.Bind(step, Of("""{"orders":[{"orderId":null}]}""")).Problem!.Code.ShouldBe(ProblemWords.RefMissing);
        rails.Bind(step, Shop.Scope(Shop.Ada, Shop.Plan(step), "x")).Problem!.Code.ShouldBe(ProblemWords.RefMissing);
    }

    [Fact]
    public void The_one_thing_spoken_of_fills_and_two_ask()
    {
        var rails = new GuardBench().Rails;
        var step = Shop.Step("s1", "orders.get");
        var at = DateTimeOffset.UnixEpoch;
        var (desk, lamp) = (new SpokenEntity("order", "1001", "desk", true, at), new SpokenEntity("order", "1002", "lamp", true, at));
        BindResult Bind(string words, params SpokenEntity[] things) => rails.Bind(step, Shop.Scope(Shop.Ada, Shop.Plan(step), words) with { Entities = things });

        Bind("how is it", desk).Arguments!.Provenance["orderId"].ShouldBe(Provenance.Entity);
        Bind("how is it", desk, lamp).Ask.ShouldNotBeNull();
        Bind("how is the lamp", desk, lamp).Arguments!.Value.GetProperty("orderId").GetString().ShouldBe("1002");
        Bind("how is it", desk with { At = at.AddMinutes(1) }, lamp).Arguments!.Value.GetProperty("orderId").GetString().ShouldBe("1001");
        Bind("how is it").Ask.ShouldNotBeNull();

        var claimed = Shop.Step("s1", "orders.cancel", ("orderId", Shop.Lit("1002", "entity")));
        rails.Bind(claimed, Shop.Scope(Shop.Ada, Shop.Plan(claimed), "cancel it") with { Entities = [desk, lamp] }).Ask.ShouldNotBeNull();
        rails.Bind(claimed, Shop.Scope(Shop.Ada, Shop.Plan(claimed), "cancel the lamp") with { Entities = [desk, lamp] }).Arguments!.Provenance["orderId"].ShouldBe(Provenance.Entity);
    }
}
