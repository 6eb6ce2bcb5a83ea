using System.Text;
using Banyan.Wire.Framing;

namespace Banyan.Wire.Tests.Dialects;

/// <summary>Every language's frames and bodies say when the model called a tool of the asker's.</summary>
public sealed class CallTraitTests
{
    [Theory]
    [InlineData(DialectId.OpenAiChat, """{"choices":[{"message":{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}""", true, true)]
    [InlineData(DialectId.OpenAiChat, """{"choices":[{"message":{"role":"assistant","content":"hi","tool_calls":[]},"finish_reason":"stop"}]}""", true, false)]
    [InlineData(DialectId.Anthropic, """{"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"a","name":"t","input":{}}}""", false, true)]
    [InlineData(DialectId.Anthropic, """{"type":"content_block_start","index":0,"content_block":{"type":"server_tool_use","id":"a","name":"web_search","input":{}}}""", false, false)]
    [InlineData(DialectId.Anthropic, """{"type":"message","content":[{"type":"text","text":"tool_use"}],"stop_reason":"end_turn"}""", true, false)]
    [InlineData(DialectId.Gemini, """{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{}}}]},"finishReason":"STOP"}]}""", true, true)]
    [InlineData(DialectId.Gemini, """{"candidates":[{"content":{"parts":[{"text":"functionCall"}]},"finishReason":"STOP"}]}""", true, false)]
    [InlineData(DialectId.Ollama, """{"message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"f","arguments":{}}}]},"done":true}""", true, true)]
    [InlineData(DialectId.Ollama, """{"message":{"role":"assistant","content":"hi"},"done":true}""", true, false)]
    [InlineData(DialectId.OpenAiResponses, """{"type":"response.output_item.added","output_index":0,"item":{"type":"function_call","id":"fc","call_id":"c","name":"f","arguments":""}}""", false, true)]
    [InlineData(DialectId.OpenAiResponses, """{"type":"response.output_item.added","output_index":0,"item":{"type":"message","id":"m"}}""", false, false)]
    [InlineData(DialectId.OpenAiResponses, """{"status":"completed","output":[{"type":"function_call","call_id":"c","name":"f","arguments":"{}"}]}""", true, true)]
    [InlineData(DialectId.OpenAiResponses, """{"status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"hi"}]}]}""", true, false)]
    public void A_call_is_seen(DialectId dialect, string data, bool isBody, bool isCall) =>
        DialectTable.Get(dialect).Read(new Frame(default, Encoding.UTF8.GetBytes(data), isBody ? FrameKind.Body : FrameKind.Event)).Has(FrameTraits.Call).ShouldBe(isCall);
}
