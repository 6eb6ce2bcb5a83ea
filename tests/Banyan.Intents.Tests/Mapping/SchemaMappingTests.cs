using System.Text.Json.Nodes;
using Banyan.Intents.Mapping;

namespace Banyan.Intents.Tests.Mapping;

public sealed class SchemaMappingTests
{
    [Fact]
    public void A_result_schema_is_unwrapped_renamed_and_retyped() =>
        Result(
            "{'rename':{'orderId':'order_no','orders':'rows'},'enum':{'status':{'pending':'O','shipped':'S','lost':'L'}},'scale':{'total':{'from':'cents','by':0.01}},'date':{'placedAt':{'from':'placed','format':'dd.MM.yyyy'}},'unwrap':'$.data'}",
            "{'type':'object','properties':{'ok':{},'data':{'type':'object','required':['rows'],'properties':{'cnt':{'type':'integer'},'rows':{'type':'array','items':{'type':'object','required':['order_no','placed'],'properties':{'order_no':{'type':'string','pattern':'x'},'status':{'type':'string','enum':['O','S'],'default':'O'},'cents':{'type':'integer','minimum':0},'placed':{'type':['string','null']}}}}}}}}")
            .ShouldBe("{'properties':{'cnt':{'type':'integer'},'orders':{'items':{'properties':{'orderId':{'pattern':'x','type':'string'},'placedAt':{'format':'date','type':['string','null']},'status':{'default':'pending','enum':['pending','shipped'],'type':'string'},'total':{'type':'number'}},'required':['orderId','placedAt'],'type':'object'},'type':'array'}},'required':['orders'],'type':'object'}");

    [Fact]
    public void Constants_leave_the_parameters_and_joined_lines_become_their_parts() =>
        JsonTree.Canonical(SchemaMapping.Params(
                Json.Map("{'const':{'channel':'b'},'join':{'addr':{'parts':['street','city'],'separator':', '}}}"),
                (JsonObject)JsonTree.Node(Json.Of("{'type':'object','required':['channel','addr'],'properties':{'channel':{},'addr':{'type':'string','maxLength':9,'x-banyan-sensitivity':'pii'},'mail':{'type':'string'}}}"))!))
            .Replace('"', '\'')
            .ShouldBe("{'properties':{'city':{'type':'string','x-banyan-sensitivity':'pii'},'mail':{'type':'string'},'street':{'type':'string','x-banyan-sensitivity':'pii'}},'required':['street','city'],'type':'object'}");

    [Fact]
    public void A_backend_without_a_schema_is_taken_at_the_maps_word() =>
        Result("{'rename':{'id':'no','asked':'order_no_asked'},'scale':{'total':{'from':'cents','by':0.01}},'unwrap':'$.data'}", "{}").ShouldBe("{'properties':{'id':{},'total':{'type':'number'}}}");

    [Fact]
    public void A_field_the_schema_does_not_have_is_not_promised() =>
        Result("{'rename':{'id':'no'}}", "{'type':'object','properties':{'other':{}}}").ShouldBe("{'properties':{'other':{}},'type':'object'}");

    [Fact]
    public void The_order_of_a_maps_members_means_nothing()
    {
        const string Schema = "{'type':'object','required':['no','st','to'],'properties':{'no':{},'st':{'type':'string','enum':['O','S']},'to':{}}}";

        // As it was written, and as it is kept: members sorted. A node that starts from what is kept must make the same schema.
        Result("{'rename':{'to':'to','status':'st','id':'no'},'enum':{'status':{'shipped':'S','open':'O'}}}", Schema)
            .ShouldBe(Result("{'enum':{'status':{'open':'O','shipped':'S'}},'rename':{'id':'no','status':'st','to':'to'}}", Schema));
    }

    private static string Result(string map, string schema) =>
        JsonTree.Canonical(SchemaMapping.Result(Json.Map(map), (JsonObject)JsonTree.Node(Json.Of(schema))!, ["order_no_asked"])).Replace('"', '\'');
}
