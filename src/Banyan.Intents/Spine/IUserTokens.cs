namespace Banyan.Intents.Spine;

/// <summary>Says to a backend, in a way it can check, for whom it is called and what they may do. Implemented where Banyan's own keys are.</summary>
public interface IUserTokens
{
    /// <summary>A token for one call: a minute long, for this backend's origin and this person alone.</summary>
    /// <param name="backend">Where the call goes.</param>
    /// <param name="subject">For whom it is made.</param>
    string Issue(Uri backend, Subject subject);
}
