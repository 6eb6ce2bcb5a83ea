using System.Collections.Frozen;

namespace Banyan.Wire;

/// <summary>A stable error code: its word, number, status and meaning never change. <c>docs/errors.md</c> is generated from this table.</summary>
/// <param name="Word">What <c>code</c> says on every door; upper-cased in GraphQL.</param>
/// <param name="Number">The <c>BNY</c> number.</param>
/// <param name="HttpStatus">The status a caller sees.</param>
/// <param name="Meaning">What went wrong, in one sentence.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record ErrorCode(string Word, int Number, int HttpStatus, string Meaning, string Remedy)
{
    /// <summary>Every code there is, by number.</summary>
    public static IReadOnlyList<ErrorCode> All { get; } =
    [
        new("invalid_request", 1000, 400, "The ask is not what this door expects.", "Correct the field that `param` names."),
        new("invalid_json", 1001, 400, "The body is not JSON that can be read safely.", "Send one UTF-8 JSON object without BOM, at most 128 levels deep."),
        new("context_length_exceeded", 1002, 400, "The ask does not fit the context window of any candidate.", "Shorten the ask, or name a model with a larger window."),
        new("unsupported_parameter", 1003, 400, "A field cannot be carried to the chosen model.", "Remove the fields named, or choose a model of the dialect you speak."),
        new("too_large", 1004, 413, "The body is over the size limit.", "Send less, or raise `server.maxBody`."),
        new("invalid_variables", 1010, 422, "A prompt variable is missing or of the wrong type.", "Correct the variables named."),
        new("no_capable_model", 1011, 422, "No candidate can do all that the ask needs.", "Read what each candidate lacks in the message; drop the need or add a model."),
        new("model_unpriced", 1012, 422, "The model has no price, and unpriced models are blocked.", "Give the model a price in the configuration; `free` is a price."),
        new("invalid_api_key", 1100, 401, "No key, or none that is accepted here.", "Send a valid Banyan key as Bearer token, `x-api-key` or `x-goog-api-key`."),
        new("key_expired", 1101, 401, "The key has expired; callers see `invalid_api_key`.", "Create a new key."),
        new("not_allowed", 1110, 403, "The key may not do this.", "Ask for a key with the needed scope or model."),
        new("killed", 1111, 403, "An operator has switched this off.", "Wait, or ask the operator."),
        new("model_not_found", 1200, 404, "No alias or model has this name.", "See `/v1/models` for the names your key may use."),
        new("prompt_not_found", 1201, 404, "No prompt has this name.", "Check name and label."),
        new("not_found", 1202, 404, "There is nothing here.", "Check the path or id."),
        new("previous_response_not_found", 1205, 400, "The earlier response is not known here.", "Send the whole conversation in `input`."),
        new("conflict", 1300, 409, "Somebody changed this first.", "Read it again, then write."),
        new("idempotency_mismatch", 1301, 409, "The idempotency key was used for another body.", "Use a new key."),
        new("conversation_busy", 1302, 409, "The conversation is answering something else.", "Retry in a moment."),
        new("message_changed", 1303, 422, "The id of a message was used before for another text.", "Take a new id for a new message."),
        new("cancelled", 1500, 499, "The caller left.", "Nothing: it is only logged."),
        new("rate_limit_exceeded", 2000, 429, "A request or token window is used up.", "Wait as long as `Retry-After` says."),
        new("budget_exceeded", 2001, 429, "A budget is used up.", "Wait for the next period, or have the budget raised."),
        new("content_blocked", 2100, 403, "A content rule blocked this.", "See the rule id in the message."),
        new("pii_blocked", 2101, 403, "Personal data of a blocked kind was found.", "Remove it."),
        new("guard_unavailable", 2102, 503, "A guard that must decide is not working.", "Retry later."),
        new("provider_error", 3000, 502, "The provider failed or answered something that cannot be read.", "Retry, or name a fallback."),
        new("provider_refused", 3001, 422, "The provider refused the ask.", "Read its message, change the ask."),
        new("provider_rate_limited", 3002, 429, "The provider limits us, and no other candidate is left.", "Wait as long as `Retry-After` says."),
        new("upstream_credentials_exhausted", 3003, 502, "No key of the provider is usable.", "An operator must replace or refill the provider's keys."),
        new("invalid_output", 3004, 502, "The answer does not fit the declared schema.", "Retry, or relax the schema."),
        new("provider_unavailable", 3005, 503, "Every candidate is down.", "Wait as long as `Retry-After` says."),
        new("deadline_exceeded", 3006, 504, "The time for the whole request ran out.", "Ask for less, or raise the timeout."),
        new("provider_timeout", 3007, 504, "The provider did not answer in time.", "Retry, or raise the provider's timeouts."),
        new("upstream_cut", 3008, 502, "The provider's stream ended before its end mark.", "What came is incomplete: ask again."),
        new("tool_limit", 3009, 504, "The tool loop reached its limit.", "Raise the limit or simplify the task."),
        new("internal", 9000, 500, "A bug of Banyan's.", "Report the request id."),
        new("dependency_unavailable", 9001, 503, "Something Banyan depends on is away.", "Wait as long as `Retry-After` says."),
        new("overloaded", 9002, 503, "Banyan is at its limit or shutting down.", "Wait as long as `Retry-After` says."),
    ];

    private static readonly FrozenDictionary<string, ErrorCode> ByWord = All.ToFrozenDictionary(code => code.Word, StringComparer.Ordinal);

    /// <summary>Finds a code by its word; null when there is none.</summary>
    public static ErrorCode? Find(string word) => ByWord.GetValueOrDefault(word);
}
