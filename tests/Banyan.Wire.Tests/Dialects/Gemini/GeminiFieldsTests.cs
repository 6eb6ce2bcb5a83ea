using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Translation;
using static Banyan.Wire.Tests.Dialects.Gemini.GeminiKit;

namespace Banyan.Wire.Tests.Dialects.Gemini;

public sealed class GeminiFieldsTests
{
    [Fact]
    public void Every_field_has_one_label_for_each_other_dialect()
    {
        G.Fields.Targets.ShouldBe("CRAO");
        G.Fields.Rows.ShouldAllBe(row => row.Labels.Length == 4 && row.Labels.All(label => "mdr".Contains(label)));
        G.Fields.Rows.Select(row => row.Pattern).ShouldBeUnique();
    }

    [Theory]
    [InlineData("""{"generation_config":{"top_k":1,"max_output_tokens":2}}""", 'C', "/generation_config/top_k")]
    [InlineData("""{"generationConfig":{"topK":1,"seed":2}}""", 'A', "/generationConfig/seed")]
    [InlineData("""{"contents":[{"parts":[{"text":"a","novel":{"x":1}}],"odd":true}],"unknown":1}""", 'C', "/contents/0/parts/0/novel,/contents/0/odd,/unknown")]
    [InlineData("""{"safetySettings":[{"category":"X"}],"labels":{"a":"b"}}""", 'A', "/safetySettings,/labels")]
    [InlineData("""{"tools":[{"functionDeclarations":[{"name":"f","parameters":{"anything":{"goes":1}},"newField":1}]}]}""", 'O', "/tools/0/functionDeclarations/0/newField")]
    [InlineData("""{"banyan":{"x":1},"contents":[]}""", 'C', "")]
    public void What_the_target_has_no_form_for_is_named_in_either_spelling(string body, char target, string named)
    {
        var report = new MappingReport();
        using var document = JsonDocument.Parse(body);
        FieldWalk.Run(document.RootElement, G.Fields, target, report);

        string.Join(',', report.Dropped).ShouldBe(named);
    }

    [Fact]
    public void Cached_content_is_refused_everywhere()
    {
        foreach (var target in "CRAO")
        {
            var report = new MappingReport();
            using var document = JsonDocument.Parse("""{"cached_content":"cachedContents/1"}""");
            FieldWalk.Run(document.RootElement, G.Fields, target, report);
            report.Refusal!.Param.ShouldBe("/cached_content");
        }
    }
}
