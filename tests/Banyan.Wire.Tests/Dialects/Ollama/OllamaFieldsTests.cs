using System.Text.Json;
using Banyan.Wire.Hub;
using Banyan.Wire.Translation;
using static Banyan.Wire.Tests.Dialects.Ollama.OllamaKit;

namespace Banyan.Wire.Tests.Dialects.Ollama;

public sealed class OllamaFieldsTests
{
    [Fact]
    public void Every_field_has_one_label_for_each_other_dialect()
    {
        O.Fields.Targets.ShouldBe("CRAG");
        O.Fields.Rows.ShouldAllBe(row => row.Labels.Length == 4 && row.Labels.All(label => "mdr".Contains(label)));
        O.Fields.Rows.Select(row => row.Pattern).ShouldBeUnique();
    }

    [Theory]
    [InlineData("""{"model":"m","keep_alive":"5m","options":{"num_ctx":1,"top_k":2,"temperature":1}}""", 'C', "/keep_alive,/options/num_ctx,/options/top_k")]
    [InlineData("""{"options":{"seed":1,"stop":["a"],"min_p":0.1}}""", 'R', "/options/seed,/options/stop,/options/min_p")]
    [InlineData("""{"options":{"seed":1,"stop":["a"]},"think":true,"format":{"any":{"thing":1}}}""", 'G', "")]
    [InlineData("""{"messages":[{"role":"user","content":"a","novel":1}],"odd":{"x":1}}""", 'A', "/messages/0/novel,/odd")]
    public void What_the_target_has_no_form_for_is_named(string body, char target, string named)
    {
        var report = new MappingReport();
        using var document = JsonDocument.Parse(body);
        FieldWalk.Run(document.RootElement, O.Fields, target, report);

        string.Join(',', report.Dropped).ShouldBe(named);
    }
}
