using System.Text;
using System.Text.Json.Nodes;
using Banyan.Intents.Discovery.Documents;
using Banyan.Intents.Mapping;
using Banyan.Intents.Spine;
using Banyan.Intents.Tests.Mapping;

namespace Banyan.Intents.Tests.Discovery;

public sealed class DocumentTests
{
    [Theory]
    [InlineData("$.paths['/x'].get", "update: { a: 2, c: { d: 1 } }", "{'paths':{'/x':{'get':{'a':2,'b':[1],'c':{'d':1}},'post':{}},'/y':{'get':{'tags':['t']}}}}")]
    [InlineData("$.paths.*.*", "update: { z: 1 }", "{'paths':{'/x':{'get':{'a':1,'b':[1],'z':1},'post':{'z':1}},'/y':{'get':{'tags':['t'],'z':1}}}}")]
    [InlineData("$.paths['/x']", "remove: true", "{'paths':{'/y':{'get':{'tags':['t']}}}}")]
    [InlineData("$.paths['/x'].get.b", "update: [2, 3]", "{'paths':{'/x':{'get':{'a':1,'b':[1,2,3]},'post':{}},'/y':{'get':{'tags':['t']}}}}")]
    [InlineData("$.paths['/x'].get.b[0]", "remove: true", "{'paths':{'/x':{'get':{'a':1,'b':[]},'post':{}},'/y':{'get':{'tags':['t']}}}}")]
    [InlineData("$..get", "update: { g: true }", "{'paths':{'/x':{'get':{'a':1,'b':[1],'g':true},'post':{}},'/y':{'get':{'g':true,'tags':['t']}}}}")]
    public void An_overlay_updates_and_removes(string target, string action, string wanted)
    {
        var document = Tree("{'paths':{'/x':{'get':{'a':1,'b':[1]},'post':{}},'/y':{'get':{'tags':['t']}}}}");
        Overlay.Apply(document, Yaml($"overlay: 1.1.0\nactions:\n  - target: \"{target}\"\n    {action}")).ShouldBeEmpty();
        JsonTree.Canonical(document).Replace('"', '\'').ShouldBe(wanted);
    }

    [Fact]
    public void A_filter_finds_a_parameter_by_its_name()
    {
        var document = Tree("{'parameters':[{'name':'a'},{'name':'mail'}]}");
        Overlay.Apply(document, Yaml("overlay: 1.0.0\nactions:\n  - { target: \"$.parameters[?(@.name == 'mail')]\", update: { bind: caller } }")).ShouldBeEmpty();
        JsonTree.Canonical(document).Replace('"', '\'').ShouldBe("{'parameters':[{'name':'a'},{'bind':'caller','name':'mail'}]}");
    }

    [Theory]
    [InlineData("overlay: 2.0.0\nactions: []", "overlay:")]
    [InlineData("overlay: 1.1.0", "actions:")]
    [InlineData("overlay: 1.1.0\nactions: [{ target: \"$.nothing\", remove: true }]", "finds nothing")]
    [InlineData("overlay: 1.1.0\nactions: [{ target: \"$.a[\", remove: true }]", "no path at character")]
    [InlineData("overlay: 1.1.0\nactions: [{ target: \"a.b\", remove: true }]", "no path at character 1")]
    [InlineData("overlay: 1.1.0\nactions: [{ target: \"$.plain\", update: { a: 1 } }]", "plain value")]
    [InlineData("overlay: 1.1.0\nactions: [{ update: { a: 1 } }]", "a target is wanted")]
    public void What_is_wrong_with_an_overlay_is_told(string overlay, string reason) =>
        Overlay.Apply(Tree("{'plain':1}"), Yaml(overlay)).ShouldHaveSingleItem().ShouldContain(reason);

    [Fact]
    public void Yaml_and_json_make_the_same_tree()
    {
        var yaml = Yaml("a: { n: 1, d: 1.50, t: true, s: '1', z: null, l: [x, \"y\"] }\nb: &one { k: v }\nc: *one\nversion: 1.1.0\nday: 2026-02-03\nno: no");
        JsonTree.Canonical(yaml).Replace('"', '\'').ShouldBe("{'a':{'d':1.50,'l':['x','y'],'n':1,'s':'1','t':true,'z':null},'b':{'k':'v'},'c':{'k':'v'},'day':'2026-02-03','no':'no','version':'1.1.0'}");
    }

    [Fact]
    public void A_small_file_does_not_become_a_large_tree()
    {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 9; i++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        YamlText.Read(Encoding.UTF8.GetBytes(bomb.ToString())).Problem!.ShouldContain("too large");
    }

    [Fact]
    public void References_are_resolved_and_what_refers_to_itself_ends()
    {
        var document = Tree("""
            {'openapi':'3.1.0','info':{'title':'x','version':'1'},'paths':{'/n':{'parameters':[{'$ref':'#/components/parameters/Id'}],'get':{'operationId':'n','responses':{'200':{'$ref':'#/components/responses/Ok'}}}}},
             'components':{'parameters':{'Id':{'name':'id','in':'query','required':true,'x-banyan-bind':'caller.id','schema':{'type':'string'}}},'responses':{'Ok':{'description':'ok','content':{'application/json':{'schema':{'$ref':'#/components/schemas/Node'}}}}},
               'schemas':{'Node':{'allOf':[{'type':'object','properties':{'next':{'anyOf':[{'$ref':'#/components/schemas/Node'},{'type':'null'}]}}},{'properties':{'value':{'type':'integer'}}}]}}}}
            """);
        OpenApiCheck.Problem(document).ShouldBeNull();
        var operation = OpenApiReader.Read(document).ShouldHaveSingleItem();
        operation.Parameters.Single().ShouldBe(new Intents.Spine.OperationParameter("id", "query", true));
        operation.Params!["properties"]!["id"]!["x-banyan-bind"]!.ToString().ShouldBe("caller.id");
        var schema = Wire.Schemas.SchemaReader.Read(JsonTree.Element(operation.Result));
        schema.Find("value")!.Type.ShouldBe("integer");
        schema.Find("next.next.value")!.Type.ShouldBe("integer");
        schema.Find("next")!.IsNullable.ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://127.0.0.1:*", "http://127.0.0.1:8093/x", true)]
    [InlineData("http://127.0.0.1:*", "https://127.0.0.1:8093/", false)]
    [InlineData("http://127.0.0.1:*", "http://127.0.0.2:8093/", false)]
    [InlineData("https://*.shop.example", "https://orders.shop.example/", true)]
    [InlineData("https://*.shop.example", "https://orders.shop.example:8443/", false)]
    [InlineData("https://*.shop.example", "https://shop.example/", false)]
    [InlineData("https://*.shop.example", "https://evilshop.example/", false)]
    [InlineData("https://*.shop.example", "https://shop.example.evil.test/", false)]
    [InlineData("https://shop.example:8443", "https://SHOP.example:8443/", true)]
    [InlineData("https://shop.example", "https://user@shop.example/", false)]
    [InlineData("*", "https://shop.example/", false)]
    [InlineData("http://[::1]:*", "http://[::1]:8093/", true)]
    public void A_pattern_holds_for_the_origins_it_means(string pattern, string address, bool holds) => Origin.Matches(pattern, new Uri(address)).ShouldBe(holds);

    [Fact]
    public void Text_is_cut_between_characters_and_nothing_invisible_stays()
    {
        PlainText.Clean("  a\u0000b\t\n c\u202Ed\u200Be\uFEFF  ", 80).ShouldBe("ab cde");
        PlainText.Clean(string.Concat(Enumerable.Repeat("😀", 50)), 81).Length.ShouldBe(80);
        PlainText.CleanAll(Enumerable.Range(0, 50).Select(i => $"say {i}")).Count.ShouldBe(20);
    }

    private static JsonObject Tree(string text) => (JsonObject)JsonTree.Node(Json.Of(text))!;

    private static JsonObject Yaml(string text)
    {
        var (root, problem) = YamlText.Read(Encoding.UTF8.GetBytes(text));
        problem.ShouldBeNull();
        return root!;
    }
}
