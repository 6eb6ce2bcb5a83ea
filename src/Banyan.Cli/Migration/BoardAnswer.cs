using System.Text.Json;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Migration;

/// <summary>Reads <c>/intents/v1/board</c>.</summary>
internal static class BoardAnswer
{
    /// <summary>The board, or why there is none.</summary>
    public static async Task<(JsonDocument? Board, CliFailure? Failure)> GetAsync(BanyanApi api, string window, CancellationToken cancellationToken)
    {
        var (body, failure) = await api.GetAsync($"intents/v1/board?window={window}", cancellationToken);
        if (body is null)
        {
            return (null, failure);
        }

        return Read(body) is { } board
            ? (board, null)
            : (null, new CliFailure(ExitCode.Failed, "unexpected_answer", $"{api.Connection.Address} answered something that is no migration board.", ErrorAnswer.Hint("unexpected_answer", isBanyan: false)));
    }

    private static JsonDocument? Read(byte[] body)
    {
        try
        {
            var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("rows", out var rows) && rows.ValueKind == JsonValueKind.Array)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
