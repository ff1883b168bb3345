namespace DiffGen.Training;

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs were made.</summary>
    Completed,

    /// <summary>The measured number did not improve any more.</summary>
    EarlyStopped,

    /// <summary>It was cancelled; a checkpoint was written if there is a store.</summary>
    Cancelled,

    /// <summary>A loss was not finite, or the losses grew beyond the allowed factor.</summary>
    Diverged,
}
