namespace Banyan.Wire.Tests.Translation;

/// <summary>W8: every field of the wire pages has a label for each other dialect.</summary>
public sealed class FieldTableTests
{
    private const string Letters = "CRAGO";

    /// <summary>The request fields of the wire pages, top level and parts, by dialect.</summary>
    private static readonly Dictionary<char, string> Named = new()
    {
        ['C'] = """
            model messages messages/*/role messages/*/content messages/*/name messages/*/refusal messages/*/tool_calls messages/*/tool_call_id messages/*/audio
            messages/*/reasoning_content messages/*/reasoning_details max_completion_tokens max_tokens temperature top_p n stop stream stream_options
            stream_options/include_usage stream_options/include_obfuscation tools tools/*/type tools/*/function tools/*/function/name
            tools/*/function/description tools/*/function/parameters tools/*/function/strict tool_choice parallel_tool_calls functions function_call
            response_format reasoning_effort verbosity seed logprobs top_logprobs logit_bias presence_penalty frequency_penalty modalities audio prediction
            web_search_options metadata store user safety_identifier prompt_cache_key prompt_cache_retention service_tier
            messages/*/content/*/text messages/*/content/*/image_url messages/*/content/*/input_audio messages/*/content/*/file messages/*/content/*/refusal
            """,
        ['R'] = """
            model input instructions max_output_tokens max_tool_calls tools tool_choice parallel_tool_calls reasoning reasoning/effort reasoning/summary
            text text/format text/verbosity temperature top_p top_logprobs stream stream_options include previous_response_id conversation store background
            prompt truncation metadata service_tier user safety_identifier prompt_cache_key prompt_cache_retention
            """,
        ['A'] = """
            model max_tokens system messages messages/*/role messages/*/content tools tools/*/name tools/*/description tools/*/input_schema tools/*/type
            tools/*/cache_control tool_choice tool_choice/disable_parallel_tool_use temperature top_p top_k stop_sequences stream thinking
            thinking/budget_tokens output_config output_config/effort output_config/format metadata service_tier container mcp_servers context_management
            """,
        ['G'] = """
            contents contents/*/role contents/*/parts systemInstruction tools tools/*/functionDeclarations tools/*/googleSearch tools/*/codeExecution
            tools/*/urlContext toolConfig toolConfig/functionCallingConfig toolConfig/functionCallingConfig/mode
            toolConfig/functionCallingConfig/allowedFunctionNames safetySettings generationConfig generationConfig/temperature generationConfig/topP
            generationConfig/topK generationConfig/candidateCount generationConfig/maxOutputTokens generationConfig/stopSequences
            generationConfig/responseMimeType generationConfig/responseSchema generationConfig/responseJsonSchema generationConfig/presencePenalty
            generationConfig/frequencyPenalty generationConfig/seed generationConfig/responseLogprobs generationConfig/logprobs
            generationConfig/thinkingConfig generationConfig/thinkingConfig/thinkingBudget generationConfig/thinkingConfig/thinkingLevel
            generationConfig/thinkingConfig/includeThoughts generationConfig/responseModalities generationConfig/mediaResolution cachedContent labels
            contents/*/parts/*/text contents/*/parts/*/thought contents/*/parts/*/thoughtSignature contents/*/parts/*/inlineData
            contents/*/parts/*/fileData contents/*/parts/*/functionCall contents/*/parts/*/functionCall/id contents/*/parts/*/functionCall/name
            contents/*/parts/*/functionCall/args contents/*/parts/*/functionResponse contents/*/parts/*/executableCode
            contents/*/parts/*/codeExecutionResult
            """,
        ['O'] = """
            model messages messages/*/role messages/*/content messages/*/thinking messages/*/images messages/*/tool_calls messages/*/tool_calls/*/function
            messages/*/tool_calls/*/function/name messages/*/tool_calls/*/function/arguments messages/*/tool_name tools format options options/num_ctx
            options/num_predict options/temperature options/top_k options/top_p options/min_p options/seed options/stop options/repeat_penalty stream
            keep_alive think
            """,
    };

    public static TheoryData<DialectId> All => [.. Enum.GetValues<DialectId>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_field_has_a_label_for_each_other_dialect(DialectId id)
    {
        var dialect = DialectTable.Get(id);

        dialect.Fields.Targets.Order().ShouldBe(Letters.Where(letter => letter != dialect.Letter).Order());
        foreach (var row in dialect.Fields.Rows)
        {
            row.Labels.Length.ShouldBe(4, row.Pattern);
            row.Labels.ShouldAllBe(label => label == 'm' || label == 'd' || label == 'r', row.Pattern);
            row.Pattern.ShouldStartWith("/");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_field_of_the_wire_pages_is_in_the_table(DialectId id)
    {
        var dialect = DialectTable.Get(id);
        var patterns = dialect.Fields.Rows.Select(row => row.Pattern).ToList();
        var missing = Named[dialect.Letter].Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(field => !patterns.Exists(pattern => Covers(pattern, "/" + field)))
            .ToList();

        missing.ShouldBeEmpty();
    }

    private static bool Covers(string pattern, string field) =>
        pattern == field
        || pattern.StartsWith(field + "/", StringComparison.Ordinal)
        || (pattern.EndsWith("/**", StringComparison.Ordinal) && (field == pattern[..^3] || field.StartsWith(pattern[..^2], StringComparison.Ordinal)));
}
