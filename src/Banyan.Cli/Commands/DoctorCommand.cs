using System.CommandLine;
using Banyan.Cli.Doctoring;
using Banyan.Cli.Http;
using Banyan.Cli.Output;
using Banyan.Cli.Parsing;
using Banyan.Cli.Settings;

namespace Banyan.Cli.Commands;

/// <summary><c>banyan doctor</c>: what stands between a caller and an answer, each with its remedy.</summary>
internal sealed class DoctorCommand(SharedOptions shared, CliContext context)
{
    private readonly Option<string?> _model = new("--model", "-m") { Description = "Model to try (BANYAN_MODEL; default: mock/chat, which is free, else the service's own)", HelpName = "NAME" };

    public static Command Create(SharedOptions shared, CliContext context)
    {
        var self = new DoctorCommand(shared, context);
        var command = new Command("doctor", "Look at everything between a caller and an answer: address, TLS, health, clock, key, models, one short answer. Exit status 1 when something failed.") { self._model };
        command.SetAction(self.RunAsync);
        HelpPage.AddExamples(command, "banyan doctor", "banyan doctor --json | jq '.checks[] | select(.state != \"ok\")'");
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var isJson = parsed.GetValue(shared.Json);
        var talk = shared.TalkOf(parsed, context, isJson);
        var (connection, problem) = ConnectionReader.Read(parsed, shared, context);
        if (connection is null)
        {
            return talk.Fail(problem!);
        }

        var findings = new List<Finding>();
        var examination = new Examination(new BanyanApi(context.Http, connection), context.Time, parsed.GetValue(_model));
        var show = Show(isJson, parsed.GetValue(shared.Quiet), shared.PaintOf(parsed, context));
        var failure = await TimeBound.RunAsync(connection.Timeout, context.Time, token => LookAsync(examination, findings, show, token), cancellationToken);
        if (isJson)
        {
            await context.Terminal.Out.WriteLineAsync(FindingOutput.Json(findings));
        }

        if (failure is not null)
        {
            return talk.Fail(failure);
        }

        return (int)(findings.Exists(finding => finding.State == FindingState.Fail) ? ExitCode.Failed : ExitCode.Ok);
    }

    private static async Task<CliFailure?> LookAsync(Examination examination, List<Finding> findings, Action<Finding> show, CancellationToken cancellationToken)
    {
        await foreach (var finding in examination.RunAsync(cancellationToken))
        {
            findings.Add(finding);
            show(finding);
        }

        return null;
    }

    private Action<Finding> Show(bool isJson, bool isQuiet, Paint paint) => finding =>
    {
        if (!isJson && !(isQuiet && finding.State == FindingState.Ok))
        {
            FindingOutput.Line(context.Terminal.Out, paint, finding);
        }
    };
}
