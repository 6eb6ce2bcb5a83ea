using System.Globalization;

namespace Banyan.Wire.Tests.Vectors.Answers;

/// <summary>After developers.openai.com, "The response object" and "Streaming events", read 2026-11-21.</summary>
internal static class ResponsesAnswers
{
    private const string Text = VectorAnswers.Escaped, ArgumentsHead = "{\\\"of\\\":";

    public static string Whole(string topic) => Response(topic, isEnd: true);

    public static IEnumerable<string> Stream(string topic)
    {
        var events = new List<string>
        {
            $$"""{"type":"response.created","sequence_number":#,"response":{{Response(topic, isEnd: false)}}}""",
            $$"""{"type":"response.in_progress","sequence_number":#,"response":{{Response(topic, isEnd: false)}}}""",
        };
        var output = 0;
        if (topic == "reasoning")
        {
            events.AddRange(Thought(output++));
        }

        if (topic != "parallel tools")
        {
            events.AddRange(Message(output++, topic));
        }

        if (topic is "tools" or "parallel tools")
        {
            events.AddRange(Call(output++, 0, "look"));
        }

        if (topic == "parallel tools")
        {
            events.AddRange(Call(output, 1, "list"));
        }

        var last = topic is "limit" or "blocked" ? "incomplete" : "completed";
        events.Add($$"""{"type":"response.{{last}}","sequence_number":#,"response":{{Response(topic, isEnd: true)}}}""");
        return events.Select((happened, number) => happened.Replace("\"sequence_number\":#", string.Create(CultureInfo.InvariantCulture, $"\"sequence_number\":{number}"), StringComparison.Ordinal));
    }

    private static string Response(string topic, bool isEnd)
    {
        var status = !isEnd ? "in_progress" : topic is "limit" or "blocked" ? "incomplete" : "completed";
        var why = isEnd && topic is "limit" or "blocked" && isEnd ? $$"""{"reason":"{{(topic == "limit" ? "max_output_tokens" : "content_filter")}}"}""" : "null";
        var usage = $$$"""{"input_tokens":20,"input_tokens_details":{"cached_tokens":0},"output_tokens":9,"output_tokens_details":{"reasoning_tokens":{{{(topic == "reasoning" ? 4 : 0)}}}},"total_tokens":29}""";
        return $$$"""{"id":"resp_67ccd2bed1ec8190b14f964abc054267","object":"response","created_at":1741476542,"status":"{{{status}}}","background":false,"error":null,"incomplete_details":{{{why}}},"instructions":null,"max_output_tokens":null,"model":"the-model","output":[{{{(isEnd ? Output(topic) : "")}}}],"parallel_tool_calls":true,"previous_response_id":null,"store":true,"temperature":1.0,"text":{"format":{"type":"text"}},"tool_choice":"auto","tools":[],"top_p":1.0,"truncation":"disabled","usage":{{{(isEnd ? usage : "null")}}},"metadata":{}}""";
    }

    private static string Output(string topic) => topic switch
    {
        "tools" => $"{MessageItem(topic)},{CallItem(0, "look", "completed", Arguments)}",
        "parallel tools" => $"{CallItem(0, "look", "completed", Arguments)},{CallItem(1, "list", "completed", Arguments)}",
        "reasoning" => $"{ThoughtItem},{MessageItem(topic)}",
        _ => MessageItem(topic),
    };

    private static string Arguments => $$"""{\"of\":\"{{Text}}\"}""";

    private static string ThoughtItem => $$"""{"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"think {{Text}}"}]}""";

    private static string MessageItem(string topic) =>
        $$"""{"id":"msg_1","type":"message","status":"{{(topic is "limit" or "blocked" ? "incomplete" : "completed")}}","role":"assistant","content":[{"type":"output_text","text":"{{Text}}","annotations":[]}]}""";

    private static string CallItem(int id, string name, string status, string arguments) =>
        $$"""{"id":"fc_{{id}}","type":"function_call","status":"{{status}}","arguments":"{{arguments}}","call_id":"call_{{id}}","name":"{{name}}"}""";

    private static List<string> Thought(int output) =>
    [
        $$$"""{"type":"response.output_item.added","sequence_number":#,"output_index":{{{output}}},"item":{"id":"rs_1","type":"reasoning","summary":[]}}""",
        $$$"""{"type":"response.reasoning_summary_part.added","sequence_number":#,"item_id":"rs_1","output_index":{{{output}}},"summary_index":0,"part":{"type":"summary_text","text":""}}""",
        $$"""{"type":"response.reasoning_summary_text.delta","sequence_number":#,"item_id":"rs_1","output_index":{{output}},"summary_index":0,"delta":"think "}""",
        $$"""{"type":"response.reasoning_summary_text.delta","sequence_number":#,"item_id":"rs_1","output_index":{{output}},"summary_index":0,"delta":"{{Text}}"}""",
        $$"""{"type":"response.reasoning_summary_text.done","sequence_number":#,"item_id":"rs_1","output_index":{{output}},"summary_index":0,"text":"think {{Text}}"}""",
        $$$"""{"type":"response.reasoning_summary_part.done","sequence_number":#,"item_id":"rs_1","output_index":{{{output}}},"summary_index":0,"part":{"type":"summary_text","text":"think {{{Text}}}"}}""",
        $$"""{"type":"response.output_item.done","sequence_number":#,"output_index":{{output}},"item":{{ThoughtItem}}}""",
    ];

    private static List<string> Message(int output, string topic) =>
    [
        $$$"""{"type":"response.output_item.added","sequence_number":#,"output_index":{{{output}}},"item":{"id":"msg_1","type":"message","status":"in_progress","role":"assistant","content":[]}}""",
        $$$"""{"type":"response.content_part.added","sequence_number":#,"item_id":"msg_1","output_index":{{{output}}},"content_index":0,"part":{"type":"output_text","text":"","annotations":[]}}""",
        $$"""{"type":"response.output_text.delta","sequence_number":#,"item_id":"msg_1","output_index":{{output}},"content_index":0,"delta":"canary"}""",
        $$"""{"type":"response.output_text.delta","sequence_number":#,"item_id":"msg_1","output_index":{{output}},"content_index":0,"delta":"{{Text["canary".Length..]}}"}""",
        $$"""{"type":"response.output_text.done","sequence_number":#,"item_id":"msg_1","output_index":{{output}},"content_index":0,"text":"{{Text}}"}""",
        $$$"""{"type":"response.content_part.done","sequence_number":#,"item_id":"msg_1","output_index":{{{output}}},"content_index":0,"part":{"type":"output_text","text":"{{{Text}}}","annotations":[]}}""",
        $$"""{"type":"response.output_item.done","sequence_number":#,"output_index":{{output}},"item":{{MessageItem(topic)}}}""",
    ];

    private static List<string> Call(int output, int id, string name) =>
    [
        $$"""{"type":"response.output_item.added","sequence_number":#,"output_index":{{output}},"item":{{CallItem(id, name, "in_progress", "")}}}""",
        $$"""{"type":"response.function_call_arguments.delta","sequence_number":#,"item_id":"fc_{{id}}","output_index":{{output}},"delta":"{\"of\":"}""",
        $$"""{"type":"response.function_call_arguments.delta","sequence_number":#,"item_id":"fc_{{id}}","output_index":{{output}},"delta":"{{Arguments[ArgumentsHead.Length..]}}"}""",
        $$"""{"type":"response.function_call_arguments.done","sequence_number":#,"item_id":"fc_{{id}}","output_index":{{output}},"arguments":"{{Arguments}}"}""",
        $$"""{"type":"response.output_item.done","sequence_number":#,"output_index":{{output}},"item":{{CallItem(id, name, "completed", Arguments)}}}""",
    ];
}
