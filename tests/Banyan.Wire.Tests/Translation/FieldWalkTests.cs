using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Translation;

namespace Banyan.Wire.Tests.Translation;

public sealed class FieldWalkTests
{
    private static readonly FieldTable Table = new("XY",
    [
        new("/model", "mm"),
        new("/seed", "md"),
        new("/n", "rm"),
        new("/messages/*/role", "mm"),
        new("/messages/*/content", "mm"),
        new("/messages/*/content/*/text", "mm"),
        new("/messages/*/content/*/detail", "dd"),
        new("/metadata/**", "md"),
        new("/tools/*/schema/**", "mm"),
    ])
    { Canonical = name => name == "old_seed" ? "seed" : name };

    [Fact]
    public void Unknown_members_are_named_at_every_depth_in_request_order()
    {
        var report = Walk("""{"z":1,"messages":[{"role":"user","content":[{"text":"a","x/y":1,"detail":"low"},{"b~":2}],"odd":{"deep":1}}],"model":"m","a":null}""", 'X');

        report.Dropped.ShouldBe(["/z", "/messages/0/content/0/x~1y", "/messages/0/content/0/detail", "/messages/0/content/1/b~0", "/messages/0/odd", "/a"]);
        report.Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_label_holds_for_its_target_alone()
    {
        Walk("""{"seed":1,"n":2}""", 'Y').Dropped.ShouldBe(["/seed"]);
        var report = Walk("""{"seed":1,"n":2}""", 'X');
        report.Dropped.ShouldBeEmpty();
        report.Refusal!.Param.ShouldBe("/n");
        report.Refusal.Code.ShouldBe("unsupported_parameter");
    }

    [Fact]
    public void What_is_opaque_is_not_looked_into()
    {
        Walk("""{"metadata":{"anything":{"goes":1}},"tools":[{"schema":{"$ref":"x","type":[1]}}]}""", 'X').Dropped.ShouldBeEmpty();
        Walk("""{"metadata":{"anything":1}}""", 'Y').Dropped.ShouldBe(["/metadata"]);
    }

    [Fact]
    public void A_null_loses_nothing_and_refuses_nothing() => Walk("""{"seed":null,"n":null,"metadata":null}""", 'X').ShouldSatisfyAllConditions(
        report => report.Dropped.ShouldBeEmpty(), report => report.Refusal.ShouldBeNull());

    [Fact]
    public void A_second_spelling_is_the_same_member_and_named_as_written() => Walk("""{"old_seed":1}""", 'Y').Dropped.ShouldBe(["/old_seed"]);

    private static MappingReport Walk(string json, char target)
    {
        using var document = JsonDocument.Parse(json);
        var report = new MappingReport();
        FieldWalk.Run(document.RootElement, Table, target, report);
        return report;
    }
}
