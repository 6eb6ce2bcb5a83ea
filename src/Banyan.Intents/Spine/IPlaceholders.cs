namespace Banyan.Intents.Spine;

/// <summary>Keeps personal values from models: <c>[PHONE_1_q7xk]</c> stands for a telephone number until code puts it back for its owner. Implemented by Checking.</summary>
internal interface IPlaceholders
{
    /// <summary>The table of a run, from the results that are there: the same for the same run, on every node.</summary>
    IPlaceholderTable Of(RunScope scope);
}
