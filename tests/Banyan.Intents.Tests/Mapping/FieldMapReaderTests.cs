using Banyan.Intents.Mapping;

namespace Banyan.Intents.Tests.Mapping;

public sealed class FieldMapReaderTests
{
    [Fact]
    public void Every_error_is_told_with_its_place()
    {
        FieldMapReader.Read(
            Json.Of("{'renam':{},'rename':{'a':'x','b':'x','c':5},'enum':{'s':{'p':'O','q':'O','r':{}}},'scale':{'t':{'by':0}},'date':{'d':{'format':'dd.MM'}},'join':{'j':{'parts':['one']}},'split':7,'unwrap':[]}"),
            "map",
            out var errors);
        string[] places = ["map.renam:", "map.rename.c:", "map.rename: a and b", "map.enum.s.q:", "map.enum.s.r:", "map.scale.t:", "map.date.d:", "map.join.j:", "map.split:", "map.unwrap:"];
        errors.Count.ShouldBe(places.Length);
        places.ShouldAllBe(place => errors.Any(error => error.StartsWith(place, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_rule_without_from_takes_the_renamed_name()
    {
        var map = Json.Map("{'rename':{'total':'cents'},'scale':{'total':{'by':0.01},'fee':{'by':0.01}}}");
        map.Scale["total"].From.ShouldBe("cents");
        map.Scale["fee"].From.ShouldBe("fee");
    }

    [Fact]
    public void No_map_is_the_map_that_changes_nothing() =>
        Json.Text(FieldMapping.Forwards(FieldMapReader.Read(default, "map", out _), Json.Of("{'a':[1,{'b':null}]}")).Value).ShouldBe("{'a':[1,{'b':null}]}");
}
