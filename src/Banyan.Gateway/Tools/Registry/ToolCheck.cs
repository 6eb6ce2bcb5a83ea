using System.Text.Json;
using Banyan.Gateway.Spine;
using Banyan.Gateway.Tools.Settings;
using Banyan.Wire;
using Banyan.Wire.Schemas;

namespace Banyan.Gateway.Tools.Registry;

/// <summary>What must be right about a tool before it is registered.</summary>
internal static class ToolCheck
{
    private const int LongestName = 64, LongestDescription = 1024, LongestWord = 100, LargestSchema = 64 * 1024;
    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(100), LongestTimeout = TimeSpan.FromMinutes(10);

    /// <summary>The first fault; null when there is none.</summary>
    public static Failure? Find(ToolOrder order, ToolSettings settings, IEgress egress)
    {
        if (!IsName(order.Name) || order.Name.Contains("__", StringComparison.Ordinal))
        {
            return Invalid("name", "A tool's name has 1 to 64 letters, digits, hyphens and single underscores, and begins with a letter.");
        }

        if (!IsText(order.Description, LongestDescription) || !IsText(order.Category, LongestWord) || (order.Service is { } service && !IsText(service, LongestWord)))
        {
            return Invalid("description", "A tool wants a description of 1 to 1,024 characters, a category and a service of at most 100.");
        }

        return SchemaProblem("inputSchema", order.InputSchema, wantsObject: true)
            ?? (order.OutputSchema is { } output ? SchemaProblem("outputSchema", output, wantsObject: false) : null)
            ?? AddressProblem(order, settings, egress)
            ?? PolicyProblem(order);
    }

    /// <summary>Whether models of every provider take it as a tool's name.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && char.IsAsciiLetter(name[0]) && name.All(one => char.IsAsciiLetterOrDigit(one) || one is '_' or '-');

    /// <summary>Whether a schema can be checked against, keyword by keyword.</summary>
    public static Failure? SchemaProblem(string param, JsonElement schema, bool wantsObject)
    {
        if (schema.ValueKind != JsonValueKind.Object || schema.GetRawText().Length > LargestSchema)
        {
            return Invalid(param, "A schema is a JSON object of at most 64 KB.");
        }

        try
        {
            var read = SchemaReader.Read(schema);
            if (wantsObject && read.Type != "object")
            {
                return Invalid(param, "A tool's arguments are an object: the schema's type must be \"object\".");
            }
        }
        catch (FormatException wrong)
        {
            return Invalid(param, wrong.Message);
        }

        return SchemaKeywords.FirstUnchecked(schema) is { } keyword
            ? Invalid(param, $"The keyword {keyword} is not checked here, so the schema would promise what nothing keeps; say it without.")
            : null;
    }

    /// <summary>Whether a schema that somebody else wrote can be used: keywords that are not checked here are left to who wrote it.</summary>
    public static bool IsReadable(JsonElement schema)
    {
        try
        {
            return schema.ValueKind == JsonValueKind.Object && schema.GetRawText().Length <= LargestSchema && SchemaReader.Read(schema).Type is "object";
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static Failure? AddressProblem(ToolOrder order, ToolSettings settings, IEgress egress)
    {
        if (egress.Read(order.Endpoint, out var problem) is not { } address)
        {
            return Invalid("executorEndpoint", $"The address can't be used: {problem}.");
        }

        if (order.AuthRef is not { } name)
        {
            return null;
        }

        if (!settings.Secrets.TryGetValue(name, out var secret))
        {
            return Invalid("authRef", "There is no entry of this name in tools.secrets.");
        }

        return secret.IsFor(address) ? null : Invalid("authRef", "This secret is bound to another address.");
    }

    private static Failure? PolicyProblem(ToolOrder order)
    {
        if (order.Timeout < ShortestTimeout || order.Timeout > LongestTimeout)
        {
            return Invalid("timeoutMs", "A tool's time is 100 milliseconds to 10 minutes.");
        }

        return order.Retry is { Retries: >= 0 and <= 2, DelayMs: >= 50 and <= 5_000, Factor: >= 1 and <= 4 }
            ? null
            : Invalid("retryPolicy", "A retry policy is {\"retries\": 0 to 2, \"delayMs\": 50 to 5000, \"factor\": 1 to 4}.");
    }

    private static bool IsText(string text, int most) => text.Length > 0 && text.Length <= most && !text.Any(one => char.IsControl(one) && one is not ('\n' or '\t'));

    private static Failure Invalid(string param, string message) => new(FailureKind.CallerFault, "invalid_request", message) { Param = param };
}
