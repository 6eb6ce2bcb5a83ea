using System.Text.Json;
using Banyan.Cli.Output;
using Banyan.Wire.Json;

namespace Banyan.Cli.Http;

/// <summary>Reads <c>/v1/models</c>.</summary>
internal static class ModelList
{
    public static async Task<(IReadOnlyList<ModelRow>? Models, CliFailure? Failure)> GetAsync(BanyanApi api, CancellationToken cancellationToken)
    {
        var (body, failure) = await api.GetAsync("v1/models", cancellationToken);
        if (body is null)
        {
            return (null, failure);
        }

        return Read(body) is { } models
            ? (models, null)
            : (null, new CliFailure(ExitCode.Failed, "unexpected_answer", $"{api.Connection.Address} answered something that is no list of models.", ErrorAnswer.Hint("unexpected_answer", isBanyan: false)));
    }

    private static List<ModelRow>? Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Array
                ? [.. data.EnumerateArray().Select(model => new ModelRow(Text(model, "id"), Text(model, "owned_by")))]
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Text(JsonElement model, string name) =>
        model.ValueKind == JsonValueKind.Object && model.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? JsonText.From(value).ToString() : "";
}
