using System.Text.Json;
using Banyan.Gateway.Prompts.Templates;

namespace Banyan.Gateway.Tests.Prompts;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("Hello {{name}}!", "Hello Ada!")]
    [InlineData("{{ name }}", "Ada")]
    [InlineData("{{user.address.city}} {{list.1}} {{user.nothing.at.all}}|", "Paris b |")]
    [InlineData("{{#if name}}yes{{else}}no{{/if}}", "yes")]
    [InlineData("{{#if empty}}yes{{else}}no{{/if}}{{#if zero}}yes{{/if}}{{#if off}}yes{{/if}}{{#if missing}}yes{{/if}}{{#if none}}yes{{/if}}", "no")]
    [InlineData("{{#unless empty}}a{{else}}b{{/unless}}{{#unless name}}c{{/unless}}", "a")]
    [InlineData("{{#each list}}{{@index}}:{{this}};{{else}}none{{/each}}", "0:a;1:b;")]
    [InlineData("{{#each none}}x{{else}}none{{/each}}{{#each name}}x{{else}}no list{{/each}}", "noneno list")]
    [InlineData("{{#each rows}}{{this.n}}={{#each this.of}}{{this}}{{@index}},{{/each}}{{name}};{{/each}}", "1=x0,y1,Ada;2=z0,Ada;")]
    [InlineData("{{! a comment }}{{!-- one with }} inside --}}x", "x")]
    [InlineData("{{{{raw}}}}{{name}} {{#if}}{{{{/raw}}}}", "{{name}} {{#if}}")]
    [InlineData("{{user}} {{zero}} {{big}} {{off}}", "{\"address\": {\"city\":\"Paris\"}} 0 12345678901234567890.10 false")]
    [InlineData("a { b } c }} d", "a { b } c }} d")]
    public void A_template_is_written_as_it_says(string source, string expected) => Write(source).ShouldBe(expected);

    [Fact]
    public void A_value_is_never_read_again_and_nothing_is_escaped()
    {
        const string nasty = "{{name}} {{#each list}} <b>&amp;\"quoted\" {{> other}} {{{{raw}}}} \\n";
        Write("[{{x}}]", JsonSerializer.Serialize(new { x = nasty, name = "Ada" })).ShouldBe($"[{nasty}]");
    }

    [Fact]
    public void Tags_alone_on_a_line_take_the_line_with_them()
    {
        Write("one\n{{#if name}}\n  two\n{{else}}\n  three\n{{/if}}\n{{! gone }}\nfour").ShouldBe("one\n  two\nfour");
        Write("{{#each list}}\n- {{this}}\n{{/each}}\n").ShouldBe("- a\n- b\n");
        Write("x {{#if name}} y{{/if}}\nz").ShouldBe("x  y\nz");
        Write("\r\n{{#if name}}\r\nyes\r\n{{/if}}\r\nend").ShouldBe("\r\nyes\r\nend");
    }

    [Theory]
    [InlineData("a\nb {{", "line 2, column 3: the tag is never closed.")]
    [InlineData("{{#if x}}", "never closed")]
    [InlineData("{{/if}}", "closes nothing")]
    [InlineData("{{#if x}}{{/each}}", "closes nothing")]
    [InlineData("{{else}}", "inside a block")]
    [InlineData("{{#if x}}{{else}}{{else}}{{/if}}", "inside a block")]
    [InlineData("{{#with x}}{{/with}}", "the tag is none of")]
    [InlineData("{{x y}}", "a value is named")]
    [InlineData("{{x()}}", "a value is named")]
    [InlineData("{{../x}}", "a value is named")]
    [InlineData("{{@root}}", "a value is named")]
    [InlineData("{{}}", "the tag is none of")]
    [InlineData("{{{x}}}", "nothing is escaped")]
    [InlineData("{{this}}", "only inside")]
    [InlineData("{{#each x}}{{else}}{{this}}{{/each}}", "only inside")]
    [InlineData("{{> Upper}}", "a partial is named")]
    [InlineData("{{{{raw}}}} x", "never closed")]
    public void What_is_no_template_is_told_with_its_place(string source, string problem)
    {
        var (template, told) = TemplateReader.Read(source);
        template.ShouldBeNull();
        told!.ShouldContain(problem);
        told.ShouldStartWith("line ");
    }

    [Fact]
    public void Blocks_go_sixteen_deep_and_no_deeper()
    {
        TemplateReader.Read(Nested(16)).Template!.Depth.ShouldBe(16);
        TemplateReader.Read(Nested(17)).Problem!.ShouldContain("16 deep");
    }

    [Fact]
    public void What_it_asks_for_is_known_without_writing_it()
    {
        var template = TemplateReader.Read("{{a}}{{#if b.c}}{{a}}{{> part@beta}}{{else}}{{d}}{{/if}}{{#each e}}{{this.f}}{{/each}}{{> part@beta}}").Template!;
        template.Paths.Where(path => path.IsVariable).Select(path => path.Root).Distinct().ShouldBe(["a", "b", "d", "e"]);
        template.Partials.ShouldBe(["part@beta"]);
    }

    [Fact]
    public void A_bomb_is_stopped_by_size_by_work_and_by_depth()
    {
        var list = JsonSerializer.Serialize(new { list = Enumerable.Range(0, 1000), name = new string('x', 2000) });
        Problem("{{#each list}}{{name}}{{/each}}", list).ShouldContain("longer than");
        Problem(string.Concat(Enumerable.Repeat("{{#each list}}", 8)) + string.Concat(Enumerable.Repeat("{{/each}}", 8)), list).ShouldContain("pieces");
        var self = TemplateReader.Read("{{> self}}").Template!;
        var writer = new TemplateWriter(Values("{}"), _ => self);
        writer.Write(self);
        writer.Problem!.ShouldContain("deep");
    }

    [Fact]
    public void Reading_takes_time_in_step_with_the_length()
    {
        // Each once cost a scan of all that follows: brackets that open and never close, and comments.
        foreach (var piece in new[] { "{{! x }}", "{{a}} ", "{ {", "}} ", "{{#if a}}{{/if}}\n" })
        {
            var source = string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length));
            TemplateReader.Read(source).ShouldSatisfyAllConditions(read => (read.Template is not null || read.Problem is not null).ShouldBeTrue());
        }

        TemplateReader.Read(new string('x', Template.MostLength + 1)).Problem!.ShouldContain("at most");
    }

    private static string Write(string source, string? json = null)
    {
        var (template, problem) = TemplateReader.Read(source);
        problem.ShouldBeNull();
        var writer = new TemplateWriter(Values(json ?? Sample), _ => null);
        var (text, _) = writer.Write(template!);
        writer.Problem.ShouldBeNull();
        return text;
    }

    private static string Problem(string source, string json)
    {
        var writer = new TemplateWriter(Values(json), _ => null);
        writer.Write(TemplateReader.Read(source).Template!);
        return writer.Problem!;
    }

    private static string Nested(int depth) => string.Concat(Enumerable.Repeat("{{#if x}}", depth)) + string.Concat(Enumerable.Repeat("{{/if}}", depth));

    private static Dictionary<string, TemplateValue> Values(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone().EnumerateObject().ToDictionary(member => member.Name, member => TemplateValue.Of(member.Value));
    }

    private const string Sample = """
        {"name":"Ada","empty":"","zero":0,"big":12345678901234567890.10,"off":false,"none":[],"list":["a","b"],"user":{"address": {"city":"Paris"}},
         "rows":[{"n":1,"of":["x","y"]},{"n":2,"of":["z"]}]}
        """;
}
