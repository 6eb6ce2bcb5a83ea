using System.Text;

namespace Banyan.Wire.Tests.Dialects;

/// <summary>A lens tells when the prompt is more than the body holds: what the provider keeps of it can't be counted here.</summary>
public sealed class InputElsewhereTests
{
    [Theory]
    [InlineData('R', """{"model":"m","input":"x"}""", false)]
    [InlineData('R', """{"model":"m","input":"x","previous_response_id":null,"conversation":null}""", false)]
    [InlineData('R', """{"model":"m","input":"x","previous_response_id":"resp_1"}""", true)]
    [InlineData('R', """{"model":"m","input":"x","conversation":{"id":"conv_1"}}""", true)]
    [InlineData('R', """{"model":"m","prompt":{"id":"pmpt_1"}}""", true)]
    [InlineData('R', """{"model":"m","input":[{"role":"user","content":[{"type":"input_file","file_id":"file_1"}]}]}""", true)]
    [InlineData('R', """{"model":"m","input":[{"type":"item_reference","id":"msg_1"}]}""", true)]
    [InlineData('R', """{"model":"m","input":[{"role":"user","content":[{"type":"input_text","text":"file_id"}]}]}""", false)]
    [InlineData('C', """{"model":"m","messages":[{"role":"user","content":"x"}]}""", false)]
    [InlineData('C', """{"model":"m","messages":[{"role":"assistant","audio":{"id":"audio_1"}},{"role":"user","content":"x"}]}""", true)]
    [InlineData('C', """{"model":"m","messages":[{"role":"assistant","content":"y","audio":null},{"role":"user","content":"x"}]}""", false)]
    [InlineData('G', """{"contents":[{"parts":[{"text":"x"}]}]}""", false)]
    [InlineData('G', """{"contents":[{"parts":[{"text":"x"}]}],"cachedContent":"cachedContents/1"}""", true)]
    [InlineData('G', """{"contents":[{"parts":[{"file_data":{"mime_type":"video/mp4","file_uri":"https://files.example/1"}}]}]}""", true)]
    [InlineData('A', """{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"x"}]}""", false)]
    [InlineData('A', """{"model":"m","max_tokens":9,"messages":[{"role":"user","content":[{"type":"container_upload","file_id":"file_1"}]}]}""", true)]
    public void What_the_provider_keeps_is_told(char letter, string body, bool isElsewhere)
    {
        var dialect = DialectTable.All.Single(one => one.Letter == letter);
        dialect.Read(Encoding.UTF8.GetBytes(body), Operation.Chat, new AskPath("m")).HasInputElsewhere.ShouldBe(isElsewhere);
    }
}
