using System.Globalization;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Asking;

/// <summary>Asks one question and reads the answer, streamed or whole.</summary>
internal sealed class ChatCall(BanyanApi api, TimeProvider time)
{
    /// <summary>Asks; the answer is filled as far as it came, also when the call fails or is stopped.</summary>
    public async Task<CliFailure?> AskAsync(AskBody ask, ChatAnswer answer, Func<string, Task> show, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var (response, failure) = await api.SendAsync(HttpMethod.Post, "v1/chat/completions", ask.ToUtf8(), cancellationToken);
            using (response)
            {
                return response is null ? failure : await ReadAsync(response, answer, show, cancellationToken);
            }
        }
        finally
        {
            answer.Took = time.GetElapsedTime(started);
        }
    }

    private async Task<CliFailure?> ReadAsync(HttpResponseMessage response, ChatAnswer answer, Func<string, Task> show, CancellationToken cancellationToken)
    {
        ReadHeaders(response, answer);
        if (!response.IsSuccessStatusCode)
        {
            return ErrorAnswer.Read(response, await BanyanApi.ReadAsync(response, cancellationToken), api.Connection);
        }

        CliFailure? failure;
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            failure = await new ChatStream(answer, show).ReadAsync(stream, cancellationToken);
        }
        else
        {
            failure = await ReadWholeAsync(response, answer, show, cancellationToken);
        }

        ReadHeaders(response, answer);
        return failure;
    }

    private async Task<CliFailure?> ReadWholeAsync(HttpResponseMessage response, ChatAnswer answer, Func<string, Task> show, CancellationToken cancellationToken)
    {
        var body = await BanyanApi.ReadAsync(response, cancellationToken);
        var (text, error) = ChatFrame.Read(body, answer);
        if (error is not null)
        {
            var hint = ErrorAnswer.Hint(error.Code, isBanyan: error.Code != "unexpected_answer");
            return new CliFailure(ExitCode.Failed, error.Code, $"{api.Connection.Address}: {error.Message}", hint, answer.RequestId);
        }

        answer.IsComplete = true;
        await show(text);
        return null;
    }

    private static void ReadHeaders(HttpResponseMessage response, ChatAnswer answer)
    {
        answer.RequestId = ErrorAnswer.Header(response, "x-request-id") ?? answer.RequestId;
        answer.Model = ErrorAnswer.Header(response, "x-banyan-model") ?? answer.Model;
        answer.Provider = ErrorAnswer.Header(response, "x-banyan-provider") ?? answer.Provider;
        answer.IsMock |= ErrorAnswer.Header(response, "x-banyan-mock") == "true";
        if (decimal.TryParse(ErrorAnswer.Header(response, "x-banyan-cost-usd"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var cost))
        {
            answer.CostUsd = cost.ToString(CultureInfo.InvariantCulture);
        }
    }
}
