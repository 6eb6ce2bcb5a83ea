using System.CommandLine;
using System.Text;
using Banyan.Cli.Asking;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;
using Banyan.Cli.Settings;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan ask</c>: one question to a model.</summary>
internal sealed class AskCommand(SharedOptions shared, CliContext context)
{
    private readonly Argument<string[]> _text = new("text") { Description = "The question; what is piped in is added to it", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _model = new("--model", "-m") { Description = "Model or alias (BANYAN_MODEL, profile; default: the service's own)", HelpName = "NAME" };
    private readonly Option<string?> _system = new("--system") { Description = "Instructions for the model", HelpName = "TEXT" };
    private readonly Option<bool> _noStream = new("--no-stream") { Description = "Wait for the whole answer" };
    private readonly Option<bool> _jsonLines = new("--jsonl") { Description = "Print a line of JSON for each piece of the answer, and one for its end" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print the request's body and send nothing" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new AskCommand(shared, context);
        var command = new Command("ask", "Ask a model one question. The answer goes to standard output as it comes; tokens, cost, seconds and model to standard error.")
        {
            self._text, self._model, self._system, self._noStream, self._jsonLines, self._dryRun,
        };
        command.SetAction(self.RunAsync);
        HelpPage.AddExamples(command, "banyan ask \"Say hello.\" --model mock/chat", "git diff | banyan ask \"Review this change.\"", "banyan ask --json \"2 + 2?\" | jq -r .text");
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (isJson, isLines) = (parsed.GetValue(shared.Json), parsed.GetValue(_jsonLines));
        var talk = shared.TalkOf(parsed, context, isJson || isLines);
        var (connection, problem) = ConnectionReader.Read(parsed, shared, context);
        if (connection is null)
        {
            return talk.Fail(problem!);
        }

        var answer = new ChatAnswer();
        var output = AskOutput.Of(context.Terminal, isJson, isLines);
        var failure = await TimeBound.RunAsync(connection.Timeout, context.Time, token => AskAsync(parsed, connection, answer, output, token), cancellationToken);
        if (answer.IsComplete || answer.Text.Length > 0)
        {
            output.End(answer);
            foreach (var remark in AnswerRemarks.Of(answer))
            {
                talk.Remark(remark);
            }
        }

        return failure is null ? (int)ExitCode.Ok : talk.Fail(failure with { RequestId = failure.RequestId ?? answer.RequestId });
    }

    private async Task<CliFailure?> AskAsync(ParseResult parsed, Connection connection, ChatAnswer answer, AskOutput output, CancellationToken cancellationToken)
    {
        var (text, problem) = await Question.ReadAsync(parsed.GetValue(_text) ?? [], context.Terminal, !parsed.GetValue(shared.NoInput), cancellationToken);
        if (text is null)
        {
            return problem;
        }

        var ask = new AskBody(text, parsed.GetValue(_system), parsed.GetValue(_model) ?? connection.Model, !parsed.GetValue(_noStream));
        if (parsed.GetValue(_dryRun))
        {
            await context.Terminal.Out.WriteLineAsync(Encoding.UTF8.GetString(ask.ToUtf8()));
            return null;
        }

        return await new ChatCall(new BanyanApi(context.Http, connection), context.Time).AskAsync(ask, answer, output.ShowAsync, cancellationToken);
    }
}
