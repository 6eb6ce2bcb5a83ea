namespace Banyan.Intents.Spine;

/// <summary>Takes out of text what a terminal or a page would act on: HTML, escape sequences, links to hosts nobody allowed. Implemented by Checking.</summary>
internal interface IOutputFilter
{
    /// <summary>The text without them. Give whole sentences: what is cut in two may pass.</summary>
    string Clean(string text);
}
