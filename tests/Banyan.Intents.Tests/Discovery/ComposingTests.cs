using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Composing;
using Banyan.Intents.Discovery.Documents;
using Banyan.Intents.Discovery.Keeping;
using Banyan.Intents.Discovery.Matching;
using Banyan.Intents.Spine;
using Banyan.TestKit;

namespace Banyan.Intents.Tests.Discovery;

/// <summary>Many backends' words become one catalogue. No HTTP: documents are handed over.</summary>
public sealed class ComposingTests
{
    private static readonly BackendSource Monolith = Rig.Source("monolith", new Uri("http://127.0.0.1:1"), Generation.Legacy);
    private static readonly BackendSource Orders = Rig.Source("orders-api", new Uri("http://127.0.0.1:2"));
    private static readonly BackendSource Guest = Rig.Source("guest", new Uri("http://127.0.0.1:3"), isTrusted: false);

    [Fact]
    public void An_untouched_monolith_is_described_by_an_overlay_alone()
    {
        var composed = Compose(new IntentSettings(), (Monolith, Legacy()));
        var get = composed.Catalogue.Intents["orders.get"];
        get.Params.Properties.Keys.ShouldBe(["orderId"]);
        get.Params.Required.ShouldBe(["orderId"]);
        get.Result.Find("status")!.Enum.Select(value => value.GetString()).ShouldBe(["pending", "shipped"]);
        get.Result.Find("total")!.Type.ShouldBe("number");
        get.Result.Find("customerEmail")!.Word("x-banyan-sensitivity").ShouldBe("pii");
        get.Legacy!.Parameters.ShouldBe([new OperationParameter("order_no", "query", true)]);
        get.Owner.ShouldBe(new OwnerRule("orderId", null, "$.customerEmail", "caller.email"));
        composed.Catalogue.Intents.Keys.ShouldNotContain("loyalty.points");
    }

    [Fact]
    public void A_trusted_service_with_the_same_key_is_preferred_without_any_further_edit()
    {
        var composed = Compose(new IntentSettings(), (Monolith, Legacy()), (Orders, Modern()));
        var get = composed.Catalogue.Intents["orders.get"];
        (get.Legacy!.Backend.Name, get.Modern!.Backend.Name, get.Modern.IsCompatible).ShouldBe(("monolith", "orders-api", true));
        get.Modern.Missing.ShouldBeEmpty();

        // The monolith's stock place is its own business: no map names it, and the new service does not have it.
        get.Result.Properties.Keys.ShouldBe(["orderId", "customerEmail", "status", "total"], ignoreOrder: true);
        composed.Catalogue.Intents["orders.cancel"].Params.Required.ShouldBe(["orderId", "reason"], ignoreOrder: true);
        composed.Proposals.Count(proposal => proposal.Status == "granted").ShouldBe(2);
    }

    [Fact]
    public void A_side_that_lacks_a_promised_field_is_incompatible_and_says_which()
    {
        var lacking = Modern(Documents.Manifest().Replace(",\"total\":{\"type\":\"number\"}", "", StringComparison.Ordinal));
        var composed = Compose(new IntentSettings(), (Monolith, Legacy()), (Orders, lacking));
        var get = composed.Catalogue.Intents["orders.get"];
        (get.Modern!.IsCompatible, get.Modern.Missing.Single()).ShouldBe((false, "result total"));
        get.Result.Find("total").ShouldNotBeNull();
        composed.Incompatible.ShouldHaveSingleItem().Missing.ShouldBe(["result total"]);
    }

    [Fact]
    public void A_side_that_wants_a_parameter_the_contract_does_not_have_is_incompatible()
    {
        var wanting = Modern(Documents.Manifest(cancelParams: "'orderId':{'type':'integer'},'reason':{'type':'string','enum':['late']},'pin':{'type':'string'}").Replace("\"required\":[\"orderId\"],\"properties\":{\"orderId\":{\"type\":\"integer\"", "\"required\":[\"orderId\",\"pin\"],\"properties\":{\"orderId\":{\"type\":\"integer\"", StringComparison.Ordinal));
        Compose(new IntentSettings(), (Monolith, Legacy()), (Orders, wanting)).Catalogue.Intents["orders.cancel"].Modern!.Missing
            .ShouldBe(["parameter orderId: integer instead of string", "parameter reason: the value 'wrong'", "parameter pin is required there"], ignoreOrder: true);
    }

    [Fact]
    public void A_service_that_waits_for_trust_is_only_proposed()
    {
        var composed = Compose(new IntentSettings(), (Monolith, Legacy()), (Guest, Modern()));
        composed.Catalogue.Intents["orders.get"].Modern.ShouldBeNull();
        composed.Proposals.Count(proposal => proposal.Status == "proposed").ShouldBe(2);
        var granted = Compose(new IntentSettings { Overlaps = [new OverlapDecision("monolith:order_info", "guest:GetOrder", true)] }, (Monolith, Legacy()), (Guest, Modern()));
        granted.Catalogue.Intents["orders.get"].Modern!.Backend.Name.ShouldBe("guest");
        granted.Catalogue.Intents["orders.cancel"].Modern.ShouldBeNull();
        var rejected = Compose(new IntentSettings { Overlaps = [new OverlapDecision("orders.get", "orders.get", false)] }, (Monolith, Legacy()), (Orders, Modern()));
        rejected.Catalogue.Intents["orders.get"].Modern.ShouldBeNull();
    }

    [Fact]
    public void A_new_intent_of_a_service_that_waits_for_trust_waits_for_approval()
    {
        var waiting = Compose(new IntentSettings(), (Guest, Modern()));
        waiting.Catalogue.Intents["orders.get"].Quarantine!.ShouldContain("not trusted");
        var hash = waiting.Quarantined.Single(one => one.Key == "orders.get").Hash!;
        var approved = Compose(new IntentSettings { Approved = new Dictionary<string, string>(StringComparer.Ordinal) { ["orders.get"] = hash } }, (Guest, Modern()));
        approved.Catalogue.Intents["orders.get"].Quarantine.ShouldBeNull();
        approved.Catalogue.Intents["orders.cancel"].Quarantine.ShouldNotBeNull();
    }

    [Fact]
    public void A_service_that_waits_for_trust_can_only_raise_the_risk()
    {
        var tame = Modern(Documents.Manifest(effect: "read", getMore: ",'public':true,'confirm':'never'"));
        Compose(new IntentSettings(), (Orders, tame)).Catalogue.Intents["orders.cancel"].Effect.ShouldBe(Effect.Read);
        var guest = Compose(new IntentSettings(), (Guest, tame)).Catalogue.Intents;
        guest["orders.cancel"].Effect.ShouldBe(Effect.Write);
        (guest["orders.get"].IsPublic, guest["orders.get"].Confirm).ShouldBe((false, "auto"));
    }

    [Theory]
    [InlineData("'effect':'write'", "it writes")]
    [InlineData("'effect':'read','result':{'properties':{'list':{'type':'array','items':{'properties':{'phone':{'x-banyan-sensitivity':'pii'}}}}}}", "list[].phone")]
    public void What_writes_or_shows_personal_fields_without_an_owner_is_withheld(string intent, string reason)
    {
        var manifest = "{'banyan':'1','intents':[{'key':'x.y','operationId':'y','http':{'method':'POST','path':'/y'}," + intent + "@}]}";
        Compose(new IntentSettings(), (Orders, Modern(Documents.Plain(manifest.Replace("@", ""))))).Catalogue.Intents["x.y"].Quarantine!.ShouldContain(reason);
        foreach (var way in new[] { ",'public':true", ",'owner':{'resource':'id','path':'$.mail','equals':'caller.email'}", ",'params':{'properties':{'me':{'x-banyan-bind':'caller.id'}}}" })
        {
            Compose(new IntentSettings(), (Orders, Modern(Documents.Plain(manifest.Replace("@", way))))).Catalogue.Intents["x.y"].Quarantine.ShouldBeNull(way);
        }
    }

    [Fact]
    public void A_replacement_is_a_proposal_until_an_operator_grants_it()
    {
        var replacing = Modern(Documents.Plain("""
            {'banyan':'1','intents':[{'key':'loyalty.balance','title':'Points','operationId':'Balance','http':{'method':'GET','path':'/balance'},'replaces':[{'service':'monolith','operation':'points','map':{'rename':{'email':'mail'}}}],
              'params':{'type':'object','properties':{'email':{'type':'string','x-banyan-bind':'caller.email'}}},'result':{'type':'object','properties':{'points':{'type':'integer'}}}}]}
            """));
        var waiting = Compose(new IntentSettings(), (Monolith, Legacy()), (Orders, replacing));
        waiting.Catalogue.Intents["loyalty.balance"].Legacy.ShouldBeNull();
        var proposal = waiting.Proposals.Single(one => one.Modern == "orders-api:Balance" && one.ProposedBy == "orders-api");
        (proposal.Legacy, proposal.Status).ShouldBe(("monolith:points", "proposed"));
        var granted = Compose(new IntentSettings { Overlaps = [new OverlapDecision("monolith:points", "orders-api:Balance", true)] }, (Monolith, Legacy()), (Orders, replacing));
        var intent = granted.Catalogue.Intents["loyalty.balance"];
        intent.Legacy!.Map.Rename["email"].ShouldBe("mail");
        (intent.Title, intent.Modern!.IsCompatible).ShouldBe(("Points", true));
    }

    [Fact]
    public void What_the_matcher_finds_routes_only_when_granted()
    {
        var other = Modern(Documents.Plain("""
            {'banyan':'1','intents':[{'key':'orders.look','title':'Look up an order','operationId':'order_information','http':{'method':'GET','path':'/o'},'owner':{'resource':'order_number','path':'$.mail','equals':'caller.email'},
              'params':{'type':'object','required':['order_number'],'properties':{'order_number':{'type':'string'}}},
              'result':{'type':'object','properties':{'order_number':{'type':'string'},'customer_mail':{'type':'string'},'status':{'type':'string','enum':['pending','shipped']},'total':{'type':'number'}}}}]}
            """));
        var waiting = Compose(new IntentSettings(), (Monolith, Legacy()), (Orders, other));
        var found = waiting.Proposals.Single(one => one.Modern == "orders-api:order_information" && one.ProposedBy == "matcher");
        found.Legacy.ShouldBe("monolith:order_info");
        found.ParameterMap["orderId"].ShouldBe("order_number");
        waiting.Catalogue.Intents["orders.get"].Modern.ShouldBeNull();
        var granted = Compose(new IntentSettings { Overlaps = [new OverlapDecision(found.Legacy, found.Modern, true)] }, (Monolith, Legacy()), (Orders, other)).Catalogue.Intents;
        granted.Keys.ShouldNotContain("orders.look");
        granted["orders.get"].Modern!.Map.Rename["orderId"].ShouldBe("order_number");
        granted["orders.get"].Modern!.Missing.ShouldBeEmpty();
    }

    [Fact]
    public void Import_takes_what_the_operator_lists_and_everything_only_in_a_demo()
    {
        Compose(new IntentSettings(), (Monolith with { Import = ["loyalty"] }, Legacy())).Catalogue.Intents.Keys.ShouldContain("loyalty.points");
        Compose(new IntentSettings(), (Monolith with { Import = ["points"] }, Legacy())).Catalogue.Intents.Keys.ShouldContain("loyalty.points");
        Compose(new IntentSettings(), (Monolith with { Import = ["all"] }, Legacy())).Catalogue.Intents.Count.ShouldBe(2);
        Compose(new IntentSettings { IsDemo = true }, (Monolith with { Import = ["all"] }, Legacy())).Catalogue.Intents.Count.ShouldBe(3);
    }

    [Fact]
    public void Equal_words_make_an_equal_version_and_any_other_word_another()
    {
        var version = Compose(new IntentSettings(), (Monolith, Legacy()), (Orders, Modern())).Catalogue.Version;
        version.ShouldMatch("^sha256:[0-9a-f]{64}$");
        Compose(new IntentSettings(), (Monolith, Legacy()), (Orders, Modern())).Catalogue.Version.ShouldBe(version);
        Compose(new IntentSettings(), (Monolith, Legacy()), (Orders, Modern(Documents.Manifest().Replace("1002", "1003", StringComparison.Ordinal)))).Catalogue.Version.ShouldNotBe(version);
    }

    [Fact]
    public void Everything_wrong_with_an_intent_is_told_and_the_others_stay()
    {
        var wrong = Modern(Documents.Manifest(getMore: ",'confirm':'maybe','public':'yes','timeoutMs':-1,'undo':{'args':{}},'map':{'renam':{}}"));
        var adopted = Adoption.Decide(Orders, wrong, new IntentSettings());
        string[] places = ["confirm", "public", "timeoutMs", "undo", "map.renam"];
        places.ShouldAllBe(place => adopted.Notes.Any(note => note.StartsWith($"orders-api:GetOrder.{place}", StringComparison.Ordinal)));
        adopted.Served.ShouldHaveSingleItem().Definition.Intent.Key.ShouldBe("orders.cancel");
    }

    [Fact]
    public void An_answer_survives_the_store()
    {
        var answer = Legacy() with { Accepted = new Dictionary<string, OperationShape>(StringComparer.Ordinal) { ["orders.get"] = Legacy().Operations[0] }, TimeToLive = TimeSpan.FromMinutes(1) };
        var back = AnswerJson.Read(AnswerJson.Write(answer), answer.ReadAt)!;
        AnswerJson.Write(back).ShouldBe(AnswerJson.Write(answer));
        Compose(new IntentSettings(), (Monolith, back)).Catalogue.Version.ShouldBe(Compose(new IntentSettings(), (Monolith, answer)).Catalogue.Version);
        AnswerJson.Read("{\"operations\":[{}]}", answer.ReadAt).ShouldBeNull();
    }

    private static Composed Compose(IntentSettings settings, params (BackendSource Source, BackendAnswer Answer)[] backends) =>
        CatalogueComposer.Compose([.. backends.SelectMany(one => Adoption.Decide(one.Source, one.Answer, settings).Served)], settings, new MatchMemory());

    private static BackendAnswer Modern(string? manifest = null)
    {
        var errors = new List<string>();
        var read = Manifest.Read((JsonObject)JsonNode.Parse(manifest ?? Documents.Manifest())!, errors)!;
        errors.ShouldBeEmpty();
        return Answer(read.Operations);
    }

    private static BackendAnswer Legacy()
    {
        var document = (JsonObject)JsonNode.Parse(Documents.Legacy)!;
        Overlay.Apply(document, YamlText.Read(System.Text.Encoding.UTF8.GetBytes(Documents.Overlay)).Root!).ShouldBeEmpty();
        OpenApiCheck.Problem(document).ShouldBeNull();
        return Answer(OpenApiReader.Read(document));
    }

    private static BackendAnswer Answer(IReadOnlyList<OperationShape> operations) =>
        new(operations, new Dictionary<string, OperationShape>(StringComparer.Ordinal), null, null, new FakeClock().GetUtcNow());
}
