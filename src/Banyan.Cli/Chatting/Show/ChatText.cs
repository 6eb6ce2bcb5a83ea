using Banyan.Cli.Chatting.Runs;
using Banyan.Cli.Http;
using Banyan.Cli.Output;

namespace Banyan.Cli.Chatting.Show;

/// <summary>Text that only grows: steps and questions are talk, the answer is data, and nothing of either is obeyed by a terminal.</summary>
internal sealed class ChatText(Terminal terminal, Talk talk, Func<ShownText> begin, Spinner spinner) : ChatOutput
{
    private readonly ChatPieces _pieces = new(begin);
    private readonly StepLines _lines = new(talk, terminal.IsErrorTerminal);

    /// <inheritdoc />
    public override void Begin() => spinner.Start();

    /// <inheritdoc />
    public override void Show(RunEvent happened, RunTold told)
    {
        if (happened.Kind is not "run.started")
        {
            spinner.Stop();
        }

        if (happened.Kind is not "step.finished")
        {
            _lines.EndLine();
        }

        switch (happened.Kind)
        {
            case "plan.ready" when StepWords.Plan(told.Steps) is { } plan:
                talk.Remark("  " + plan);
                break;
            case "refused":
                // A reason in plain words is the answer itself; a code is told nowhere else.
                talk.Remark("  refused before anything ran" + (told.Refused is { Length: > 0 } code && !code.Contains(' ', StringComparison.Ordinal) ? $": {code}" : ""));
                break;
            case "step.started" when told.Step(Members.Text(happened.Data, "id")) is { } step:
                _lines.Begin(step);
                break;
            case "step.finished" when told.Step(Members.Text(happened.Data, "id")) is { } step:
                _lines.End(step);
                break;
            case "answer.delta":
                _pieces.Show(Members.Text(happened.Data, "text") ?? "");
                break;
        }
    }

    /// <inheritdoc />
    public override void Lost()
    {
        spinner.Stop();
        _lines.EndLine();
        talk.Remark("The connection broke; it is taken up again.");
    }

    /// <inheritdoc />
    public override void End(RunTold told, TimeSpan took)
    {
        spinner.Stop();
        _lines.EndLine();
        var whole = told.Answer is { } answer ? Members.Text(answer, "text") ?? "" : told.Text.ToString();
        if (told.Question is { } question && !whole.Contains(question, StringComparison.Ordinal))
        {
            whole = whole.Length > 0 ? $"{whole}\n{question}" : question;
        }

        _pieces.End(told.Text.ToString(), whole, told.Answer is not null);
        if (told.Answer is { } over && (told.Confirmation is null || whole.Length > 0))
        {
            talk.Remark(CostWords.Of(over, told.Steps, took));
        }
    }

    /// <inheritdoc />
    public override void Open(ConfirmationTold asked) => talk.Say($"{asked.Text} (reply \"yes {asked.Code}\" or \"no\")");
}
