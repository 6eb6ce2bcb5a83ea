using System.Globalization;
using Banyan.Cli.Asking;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Doctoring;

/// <summary>Looks at what a caller needs: an accepted key, models, an answer.</summary>
internal static class AskLook
{
    private const string Mock = "mock/chat";
    private const int FewTokens = 16;

    /// <summary>Shows the key at the list of models.</summary>
    public static async Task<(Finding Key, IReadOnlyList<ModelRow>? Models)> KeyAsync(BanyanApi api, CancellationToken cancellationToken)
    {
        var (models, failure) = await ModelList.GetAsync(api, cancellationToken);
        return models is not null
            ? (Finding.Ok("key", "The key is accepted."), models)
            : (Finding.Fail(failure!.Exit == ExitCode.NoRight ? "key" : "models", failure.Message, failure.Hint), null);
    }

    public static Finding Models(IReadOnlyList<ModelRow> models) =>
        models.Count > 0
            ? Finding.Ok("models", string.Create(CultureInfo.InvariantCulture, $"The key may use {models.Count} models and aliases."))
            : Finding.Fail("models", "The key may use no model.", "Give the key models, or configure a provider.");

    /// <summary>The model to try: the one named, else the mock, which costs nothing, else the service's own default.</summary>
    public static string? Choose(IReadOnlyList<ModelRow> models, string? named) =>
        named ?? (models.Any(model => model.Id == Mock) ? Mock : null);

    /// <summary>Asks for a few tokens.</summary>
    public static async Task<Finding> AnswerAsync(BanyanApi api, TimeProvider time, string? model, CancellationToken cancellationToken)
    {
        var answer = new ChatAnswer();
        var ask = new AskBody("Say ok.", null, model, Streams: true) { MaxTokens = FewTokens };
        var failure = await new ChatCall(api, time).AskAsync(ask, answer, _ => Task.CompletedTask, cancellationToken);
        var name = answer.Model ?? model ?? "the default model";
        return failure is null
            ? Finding.Ok("answer", string.Create(CultureInfo.InvariantCulture, $"{name} answered in {answer.Took.TotalSeconds:0.0} s."))
            : Finding.Fail("answer", $"{name} does not answer: {failure.Message}{Request(failure)}", failure.Hint);
    }

    private static string Request(CliFailure failure) => failure.RequestId is { } id ? $" (request {id})" : "";
}
