using System;

namespace DiffGen.Training;

/// <summary>The numbers that a loop itself remembers.</summary>
internal sealed class LoopState : IStateful
{
    private long _steps;
    private double _lossSum;
    private long _lossCount;
    private double _epochLoss = double.NaN;

    public LoopState(int metricCount)
    {
        Metrics = new double[metricCount];
        Array.Fill(Metrics, double.NaN);
    }

    public long Steps => _steps;

    /// <summary>The mean loss of the last epoch that was made in full.</summary>
    public double EpochLoss => _epochLoss;

    /// <summary>The mean loss of the current epoch's steps so far; between two epochs that of the last.</summary>
    public double RunningLoss => _lossCount == 0 ? _epochLoss : _lossSum / _lossCount;

    /// <summary>The last measured metrics.</summary>
    public double[] Metrics { get; }

    public void AddStep(double loss)
    {
        _steps++;
        _lossSum += loss;
        _lossCount++;
    }

    public void EndEpoch()
    {
        _epochLoss = RunningLoss;
        _lossSum = 0;
        _lossCount = 0;
    }

    public void VisitState(StateVisitor visitor)
    {
        visitor.Number("steps", ref _steps);
        visitor.Number("loss sum", ref _lossSum);
        visitor.Number("loss count", ref _lossCount);
        visitor.Number("epoch loss", ref _epochLoss);
        visitor.Buffer<double>("metrics", Metrics);
    }
}
